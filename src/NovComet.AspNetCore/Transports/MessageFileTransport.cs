using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NovComet.AspNetCore.Authorization;
using NovComet.Channels;
using NovComet.Hub;

namespace NovComet.AspNetCore.Transports;

/// <summary>
/// A poll for one channel's newest message, answered <c>{"msg":…,"timestamp":S}</c>. The ways in which it ends:
/// <list type="table">
/// <item><term>refused before it is held</term><description>503 with Retry-After: the process is stopping, or holds as many as it may</description></item>
/// <item><term><see cref="WakeReason.News"/></term><description>the newest message; where a touch came, the one that is retained</description></item>
/// <item><term><see cref="WakeReason.HoldEnded"/>, <see cref="WakeReason.Stopping"/></term><description>the message that is retained; an empty one where none is</description></item>
/// <item><term><see cref="WakeReason.Aborted"/></term><description>nothing is written: the client went away</description></item>
/// </list>
/// </summary>
internal sealed class MessageFileTransport(Comet comet)
{
    public async Task HandleAsync(HttpContext context, SubscribeAccess access)
    {
        if (comet.IsStopping)
        {
            await Refusal.WriteUnavailableAsync(context, Refusal.Draining);
            return;
        }

        byte[] answer;
        try
        {
            using Subscriber subscriber = Open(access);
            Turn turn = await subscriber.NextAsync(context.RequestAborted);
            if (turn.Reason == WakeReason.Aborted) return;
            answer = Newest(turn) is { } newest ? Encode(newest.Json.Span, subscriber.Cursor) : await LookAsync(access);
        }
        catch (SubscriberLimitException error)
        {
            await Refusal.WriteUnavailableAsync(context, error.Message);
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = answer.Length;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.BodyWriter.WriteAsync(answer);
    }

    /// <summary>Looks at what there is now: a turn that does not wait.</summary>
    private async ValueTask<byte[]> LookAsync(SubscribeAccess access)
    {
        using Subscriber subscriber = Open(access.At(Position.Last(1)));
        Turn turn = await subscriber.NextAsync(new CancellationToken(canceled: true));
        return Encode(Newest(turn) is { } newest ? newest.Json.Span : "\"\""u8, subscriber.Cursor);
    }

    private Subscriber Open(SubscribeAccess access) => comet.Open(access, Lifetime.Poll, TaskCreationOptions.RunContinuationsAsynchronously);

    private static ChannelEvent? Newest(Turn turn) => turn.News is [{ Messages: { Count: > 0 } messages }] ? messages[^1] : null;

    private static byte[] Encode(ReadOnlySpan<byte> message, Cursor cursor)
    {
        var buffer = new ArrayBufferWriter<byte>(64 + message.Length);
        using var json = new Utf8JsonWriter(buffer, EventJson.Options);
        json.WriteStartObject();
        json.WritePropertyName("msg"u8);
        json.WriteRawValue(message, skipInputValidation: true);
        EventJson.WriteStamp(json, "timestamp", cursor[0].Position.Stamp);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
