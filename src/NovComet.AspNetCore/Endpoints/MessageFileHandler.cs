using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using NovComet.AspNetCore.Authorization;
using NovComet.AspNetCore.Requests;
using NovComet.AspNetCore.Transports;
using NovComet.Channels;
using NovComet.Hub;

namespace NovComet.AspNetCore.Endpoints;

/// <summary>
/// The wire of the message file, as pages written for that script speak it: <c>?msg=text</c> publishes, <c>?timestamp=T</c> holds until there
/// is something newer. As there, one request may do both, and each is answered with the newest message.
/// </summary>
internal sealed class MessageFileHandler(Comet comet, PublishGate gate, ChannelAccess access, MessageFileTransport transport, SubscriberQuota quota, IOptions<NovCometOptions> options)
{
    public async Task HandleAsync(HttpContext context, MessageFileArguments arguments)
    {
        if (!TryReadCursor(arguments, out Cursor cursor, out string? mistake))
        {
            await Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, mistake);
            return;
        }

        // Before anything is published: what is refused has not been done.
        SubscribeAccess granted = await access.ForSubscribingAsync(context, cursor);
        if (!granted.IsGranted)
        {
            await Refusal.WriteAsync(context, granted.Refusal.Status, granted.Refusal.Sentence);
            return;
        }

        if (arguments.Message is not { } text || await PublishAsync(context, arguments.Channel, text))
            await HoldAsync(context, granted);
    }

    private async Task HoldAsync(HttpContext context, SubscribeAccess granted)
    {
        using SubscriberLease lease = quota.Take(context);
        await (lease.IsGranted
            ? transport.HandleAsync(context, granted)
            : Refusal.WriteForNowAsync(context, StatusCodes.Status429TooManyRequests, lease.Refusal));
    }

    /// <returns>Whether it was done; otherwise the request has been answered.</returns>
    private async ValueTask<bool> PublishAsync(HttpContext context, string channelName, string text)
    {
        if (await gate.PassAsync(context, channelName) is not { } channel) return false;
        var content = MessageContent.FromText(text);
        int most = options.Value.Limits.MessageBytes;
        if (content.Json.Length > most)
        {
            await Refusal.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, ContentReading.TooLargeFor(most));
            return false;
        }

        try
        {
            await comet.PublishAsync(channel, new MessageDraft(content), context.RequestAborted);
            return true;
        }
        catch (ChannelStoreException error)
        {
            await Refusal.WriteAsync(context, error);
            return false;
        }
    }

    private static bool TryReadCursor(MessageFileArguments arguments, out Cursor cursor, [NotNullWhen(false)] out string? mistake)
    {
        cursor = default;
        if (!ChannelName.TryParse(arguments.Channel, out ChannelName channel, out mistake)) return false;
        if (!Position.TryParse(arguments.Timestamp, out Position position))
        {
            mistake = PositionMistake.Of(arguments.Channel);
            return false;
        }

        // Who has seen nothing gets the message that is there.
        cursor = new Cursor(new ChannelPosition(channel, position.Kind == PositionKind.Now ? Position.Last(1) : position));
        return true;
    }
}
