using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using NovComet.AspNetCore.Authorization;
using NovComet.Channels;
using NovComet.Hub;

namespace NovComet.AspNetCore.Transports;

/// <summary>
/// Long-polling: one turn of the loop per request. The ways in which a poll ends:
/// <list type="table">
/// <item><term>refused before it is held</term><description>503 with Retry-After: the process is stopping, or holds as many as it may</description></item>
/// <item><term><see cref="WakeReason.News"/></term><description>200, <c>{"s":1,"k":{…}}</c></description></item>
/// <item><term><see cref="WakeReason.HoldEnded"/></term><description>200, <c>{"s":0}</c></description></item>
/// <item><term><see cref="WakeReason.Expired"/></term><description>200, <c>{"s":0}</c>; the next poll says that the sign-in has expired</description></item>
/// <item><term><see cref="WakeReason.Stopping"/></term><description>200, <c>{"s":0}</c>, and the connection is closed</description></item>
/// <item><term><see cref="WakeReason.Aborted"/></term><description>nothing is written: the client went away</description></item>
/// <item><term>a HEAD request</term><description>gets the headers of an answer, and is not held</description></item>
/// </list>
/// </summary>
internal sealed class LongPollTransport(Comet comet, IOptions<NovCometOptions> options)
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

        Turn turn;
        byte[] answer;
        try
        {
            using Subscriber subscriber = comet.Open(access, Lifetime.Poll, _continuations);
            turn = await subscriber.NextAsync(context.RequestAborted);
            if (turn.Reason == WakeReason.Aborted) return;
            answer = LongPollAnswer.Of(turn, Anchors(access.Subscriptions ?? [], subscriber));
        }
        catch (SubscriberLimitException error)
        {
            await Refusal.WriteUnavailableAsync(context, error.Message);
            return;
        }

        await WriteAsync(context, answer, turn.Reason == WakeReason.Stopping);
    }

    private static Cursor Anchors(Subscription[] asked, Subscriber subscriber)
    {
        // The usual re-poll has stamps of ours only.
        if (Array.TrueForAll(asked, HasStamp)) return default;
        Cursor now = subscriber.Cursor;
        return Cursor.OfDistinct([.. now.Where((_, index) => !HasStamp(asked[index]))]);
    }

    private static bool HasStamp(Subscription subscription) => subscription.Position.Kind == PositionKind.Stamp;

    private static async Task WriteAsync(HttpContext context, byte[] answer, bool closes)
    {
        HttpResponse response = context.Response;
        SetHeaders(response);
        response.ContentLength = answer.Length;
        if (closes && HttpProtocol.IsHttp11(context.Request.Protocol)) response.Headers.Connection = "close";
        await response.BodyWriter.WriteAsync(answer);
    }

    private static void SetHeaders(HttpResponse response)
    {
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
    }
}
