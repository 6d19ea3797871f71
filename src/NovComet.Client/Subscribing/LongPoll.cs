using System.Runtime.CompilerServices;
using NovComet.Client.Http;

namespace NovComet.Client.Subscribing;

/// <summary>One long-poll: a request that the gateway holds until something changes.</summary>
internal sealed class LongPoll(Gateway gateway, CometClientOptions options, Progress progress)
{
    private static readonly TimeSpan s_shortestHold = TimeSpan.FromSeconds(1);

    public async IAsyncEnumerable<CometEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long started = options.TimeProvider.GetTimestamp();
        byte[] answer;
        using (var patience = new Patience(options.TimeProvider, cancellationToken))
        {
            answer = await patience.GiveAsync(options.SilenceLimit, AskAsync);
        }

        var poll = PollReading.Of(answer, progress.Cursor);
        progress.Backoff.Reset();
        foreach (CometEvent told in poll.Events)
        {
            progress.MoveTo(told.Cursor);
            yield return told;
        }

        progress.MoveTo(poll.Cursor);

        // Whoever answers at once that nothing changed is about to stop, or is no gateway.
        if (poll.Events.Count == 0 && options.TimeProvider.GetElapsedTime(started) < s_shortestHold)
            await Task.Delay(options.ReconnectDelay, options.TimeProvider, cancellationToken);
    }

    private async ValueTask<byte[]> AskAsync(CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = gateway.SubscribeRequest(progress.Cursor, "application/json");
        using HttpResponseMessage answer = await gateway.SendAsync(request, cancellationToken);
        await answer.Content.LoadIntoBufferAsync(options.MaxAnswerBytes, cancellationToken);
        return await answer.Content.ReadAsByteArrayAsync(cancellationToken);
    }
}
