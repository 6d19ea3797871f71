using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using NovComet.AspNetCore.Authorization;
using NovComet.AspNetCore.Requests;
using NovComet.AspNetCore.Transports;
using NovComet.Channels;

namespace NovComet.AspNetCore.Endpoints;

/// <summary>The endpoint: reads the arguments, then publishes or subscribes. Where both are asked, it publishes.</summary>
internal sealed class CometHandler(
    PublishHandler publish,
    MessageFileHandler messageFile,
    PresenceHandler presence,
    WebSocketTransport webSocket,
    SseTransport sse,
    LongPollTransport longPoll,
    ChannelAccess access,
    SubscriberQuota quota,
    IOptions<NovCometOptions> options)
{
    private const string Usage = "Nothing is asked: subscribe by subscribed[news]=0, or publish by publish=news.";

    public async Task HandleAsync(HttpContext context)
    {
        var arguments = new CometArguments();
        arguments.Add(context.Request.QueryString);
        ContentReading body = HttpMethods.IsPost(context.Request.Method)
            ? await CometBody.ReadAsync(context.Request, arguments, options.Value.Limits.MessageBytes)
            : ContentReading.None;
        await (arguments.Publish is not null ? publish.HandleAsync(context, arguments, body)
            : body.IsRefused ? Refusal.WriteAsync(context, body.Status, body.Mistake)
            : arguments is { HasSubscribed: false, Presence: { } channel } ? presence.HandleAsync(context, channel)
            : arguments is { HasSubscribed: false, MessageFile.AreGiven: true } ? messageFile.HandleAsync(context, arguments.MessageFile)
            : SubscribeAsync(context, arguments));
    }

    private async Task SubscribeAsync(HttpContext context, CometArguments arguments)
    {
        bool isWebSocket = WebSocketHandshake.IsAsked(context);
        bool isStream = !isWebSocket && AcceptsEventStream(context.Request);
        Cursor cursor = arguments.Subscribed;

        // A page of the original that subscribed to nothing yet sends something all the same, and is held like any other.
        string? mistake = arguments.IsEmpty && !isWebSocket ? Usage : arguments.Mistake ?? MistakeOf(cursor);
        if (mistake is not null || (isStream && !LastEventId.TryResume(context.Request, arguments.LastEventId, cursor, out cursor, out mistake)))
        {
            await Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, mistake);
            return;
        }

        // It can publish, and what it is told its page can read: browsers ask nobody else before they open it.
        if (isWebSocket && CrossSite.IsRefused(context.Request, options.Value.AllowedOrigins))
        {
            await Refusal.WriteAsync(context, StatusCodes.Status403Forbidden, CrossSite.Sentence);
            return;
        }

        SubscribeAccess granted = await access.ForSubscribingAsync(context, cursor);
        if (!granted.IsGranted)
        {
            await Refusal.WriteAsync(context, granted.Refusal.Status, granted.Refusal.Sentence);
            return;
        }

        using SubscriberLease lease = quota.Take(context);
        await (!lease.IsGranted ? Refusal.WriteForNowAsync(context, StatusCodes.Status429TooManyRequests, lease.Refusal)
            : isWebSocket ? webSocket.HandleAsync(context, granted)
            : isStream ? sse.HandleAsync(context, granted)
            : longPoll.HandleAsync(context, granted));
    }

    private string? MistakeOf(Cursor cursor)
    {
        int most = options.Value.Limits.ChannelsPerRequest;
        return cursor.Count > most ? $"{cursor.Count} channels are too many for one request: name at most {most}." : null;
    }

    private static bool AcceptsEventStream(HttpRequest request)
    {
        foreach (string? accepted in request.Headers.Accept)
        {
            if (accepted?.Contains("text/event-stream", StringComparison.OrdinalIgnoreCase) == true) return true;
        }

        return false;
    }
}
