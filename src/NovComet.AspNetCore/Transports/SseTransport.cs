using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using NovComet.AspNetCore.Authorization;
using NovComet.Hub;

namespace NovComet.AspNetCore.Transports;

/// <summary>
/// Server-Sent Events: the loop's turns, one after the other, until the stream ends. The next turn is taken once the last one is written,
/// so a client that reads slowly lags on its cursor and holds nothing but that. The ways in which a stream ends:
/// <list type="table">
/// <item><term>refused before it begins</term><description>503 with Retry-After: the process is stopping, or holds as many as it may</description></item>
/// <item><term><see cref="WakeReason.Stopping"/></term><description>the body ends, behind another <c>retry:</c></description></item>
/// <item><term><see cref="WakeReason.Expired"/></term><description>the body ends: the client comes back and is asked for its rights</description></item>
/// <item><term><see cref="WakeReason.Aborted"/></term><description>the client went away; or it did not read while the process stopped</description></item>
/// <item><term>a HEAD request</term><description>gets the headers of a stream, and no stream</description></item>
/// </list>
/// Trouble of the store ends no stream: it reads as a channel that is not there, and the sweep finds it once it is back.
/// </summary>
internal sealed class SseTransport(Comet comet, StreamDeadlines deadlines, IOptions<NovCometOptions> options)
{
    private readonly TaskCreationOptions _continuations =
        options.Value.AnswersInline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously;

    public async Task HandleAsync(HttpContext context, SubscribeAccess access)
    {
        if (comet.IsStopping)
        {
            await Refusal.WriteUnavailableAsync(context, Refusal.Draining);
            return;
        }

        if (HttpMethods.IsHead(context.Request.Method))
        {
            SetHeaders(context.Response);
            return;
        }

        Subscriber subscriber;
        try
        {
            subscriber = comet.Open(access, Lifetime.Stream, _continuations);
        }
        catch (SubscriberLimitException error)
        {
            await Refusal.WriteUnavailableAsync(context, error.Message);
            return;
        }

        using (subscriber) await StreamAsync(context, subscriber);
    }

    private async Task StreamAsync(HttpContext context, Subscriber subscriber)
    {
        SetHeaders(context.Response);
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await StreamAsync(context.Response.BodyWriter, subscriber, context.RequestAborted);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The client went away in the middle of a block, or read nothing of it while the process stopped.
        }
    }

    private async Task StreamAsync(PipeWriter output, Subscriber subscriber, CancellationToken aborted)
    {
        await subscriber.ArmAsync();
        var cursor = new SseCursor(subscriber.Cursor);
        output.Write(SseFrames.Retry(Reconnection.NextDelay()));
        cursor.Write(output);
        while (!(await output.FlushAsync(deadlines.Overdue)).IsCompleted)
        {
            Turn turn = await subscriber.NextAsync(aborted);
            switch (turn.Reason)
            {
                case WakeReason.News:
                    cursor.Write(output, turn.News);
                    break;
                case WakeReason.Heartbeat:
                    cursor.Write(output);
                    break;
                case WakeReason.Stopping:
                    output.Write(SseFrames.Retry(Reconnection.NextDelay()));
                    output.Write("\n"u8);
                    await output.FlushAsync(deadlines.Overdue);
                    return;
                default:
                    return;
            }
        }
    }

    private static void SetHeaders(HttpResponse response)
    {
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store, no-transform";

        // nginx would keep the events back.
        response.Headers["X-Accel-Buffering"] = "no";
    }
}
