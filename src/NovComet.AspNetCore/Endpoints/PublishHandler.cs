using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using NovComet.AspNetCore.Requests;
using NovComet.AspNetCore.Transports;
using NovComet.Channels;
using NovComet.Hub;

namespace NovComet.AspNetCore.Endpoints;

/// <summary>Publishing by HTTP: <c>true</c> where it was done, otherwise why it was not. A publish that failed is never acknowledged.</summary>
internal sealed class PublishHandler(Comet comet, PublishGate gate, IOptions<NovCometOptions> options)
{
    private const string StampHeader = "Comet-Stamp";

    public async Task HandleAsync(HttpContext context, CometArguments arguments, ContentReading body)
    {
        if (await gate.PassAsync(context, arguments.Publish) is not { } channel) return;
        if (body.IsRefused)
        {
            await Refusal.WriteAsync(context, body.Status, body.Mistake);
            return;
        }

        var reading = DraftReading.Of(context.Request, arguments, body, options.Value.Limits.MessageBytes);
        if (reading.IsRefused)
        {
            await Refusal.WriteAsync(context, reading.Status, reading.Mistake);
            return;
        }

        Stamp stamp;
        try
        {
            stamp = reading.Draft is { } draft
                ? await comet.PublishAsync(channel, draft, context.RequestAborted)
                : await comet.TouchAsync(channel, context.RequestAborted);
        }
        catch (ChannelStoreException error)
        {
            await Refusal.WriteAsync(context, error);
            return;
        }

        await AcknowledgeAsync(context, stamp, arguments.WantsReceipt ? Receipt(channel, stamp) : "true"u8.ToArray());
    }

    private static async Task AcknowledgeAsync(HttpContext context, Stamp stamp, byte[] answer)
    {
        context.Response.Headers[StampHeader] = stamp.ToString();
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = answer.Length;
        await context.Response.BodyWriter.WriteAsync(answer);
    }

    private static byte[] Receipt(ChannelName channel, Stamp stamp) => EventJson.Of(channel, ChannelEvent.Signal(channel, stamp));
}
