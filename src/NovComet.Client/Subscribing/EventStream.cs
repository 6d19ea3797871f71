using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using NovComet.Channels;
using NovComet.Client.Http;

namespace NovComet.Client.Subscribing;

/// <summary>One connection by Server-Sent Events.</summary>
internal sealed class EventStream(Gateway gateway, CometClientOptions options, Progress progress)
{
    private const string MediaType = "text/event-stream";

    public async IAsyncEnumerable<CometEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // 1. Connect.
        Cursor asked = progress.Cursor;
        using var patience = new Patience(options.TimeProvider, cancellationToken);
        using HttpRequestMessage request = gateway.SubscribeRequest(asked, MediaType);
        using HttpResponseMessage answer = await StartedAsync<HttpResponseMessage>(patience, token => new(gateway.SendAsync(request, token)));
        if (answer.Content.Headers.ContentType?.MediaType is not MediaType)
            throw new Interruption($"The answer is not an event stream, but {answer.Content.Headers.ContentType?.MediaType ?? "nothing known"}.") { BreaksStreams = true };

        // 2. Wait for the first block: it says that all channels are registered.
        await using Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await using var blocks = new WholeBlocks(body, options.MaxAnswerBytes, read => patience.GiveAsync(options.SilenceLimit, read));
        if (!await StartedAsync(patience, blocks.FillAsync)) throw new Interruption("The stream ended before it began.");
        progress.Backoff.Reset();

        // 3. Read. When the parser asks for more, what it had is handed out, and ids without an event count as well.
        SseParser<StreamEvent> parser = SseParser.Create(blocks, StreamEvent.Parse);
        blocks.AllRead = () => Keep(parser);
        await foreach (SseItem<StreamEvent> item in parser.EnumerateAsync(cancellationToken))
        {
            string id = item.EventId ?? "";
            progress.MoveTo(id);
            yield return item.Data.ToEvent(asked, id);
        }
    }

    private void Keep(SseParser<StreamEvent> parser)
    {
        progress.MoveTo(parser.LastEventId);
        if (parser.ReconnectionInterval >= TimeSpan.Zero) progress.Backoff.Retry = parser.ReconnectionInterval;
    }

    private async ValueTask<T> StartedAsync<T>(Patience patience, Func<CancellationToken, ValueTask<T>> run)
    {
        try
        {
            return await patience.GiveAsync(options.StreamStartLimit, run);
        }
        catch (TimeoutException)
        {
            throw new Interruption($"The stream did not begin within {options.StreamStartLimit.TotalSeconds:0.#} s.") { BreaksStreams = true };
        }
    }
}
