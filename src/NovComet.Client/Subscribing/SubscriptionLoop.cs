using System.Runtime.CompilerServices;
using NovComet.Channels;
using NovComet.Client.Http;

namespace NovComet.Client.Subscribing;

/// <summary>
/// One subscription, whatever connections it takes. The ways in which a connection ends, and what follows:
/// <list type="table">
/// <item><term>cancelled</term><description>the subscription ends</description></item>
/// <item><term><see cref="CometException"/></term><description>the gateway would refuse again: the subscription ends</description></item>
/// <item><term>a poll was answered</term><description>the next one, at once</description></item>
/// <item><term>a stream that something in between holds back</term><description>long-polling, for ten minutes</description></item>
/// <item><term>any other</term><description>a wait, then a stream from where the subscriber stands</description></item>
/// </list>
/// </summary>
internal sealed class SubscriptionLoop(Gateway gateway, CometClientOptions options, Cursor from)
{
    private static readonly TimeSpan s_pollingTime = TimeSpan.FromMinutes(10);

    public async IAsyncEnumerable<CometEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TimeProvider time = options.TimeProvider;
        var progress = new Progress(from, options);
        long? pollingSince = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool polls = pollingSince is { } since && time.GetElapsedTime(since) < s_pollingTime;
            IAsyncEnumerable<CometEvent> connection = polls
                ? new LongPoll(gateway, options, progress).ReadAsync(cancellationToken)
                : new EventStream(gateway, options, progress).ReadAsync(cancellationToken);

            Exception? reason = null;
            await using (IAsyncEnumerator<CometEvent> events = connection.GetAsyncEnumerator(cancellationToken))
            {
                while (true)
                {
                    try
                    {
                        if (!await events.MoveNextAsync()) break;
                    }
                    catch (Exception error) when (Interruption.Is(error))
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        reason = error;
                        break;
                    }

                    yield return events.Current;
                }
            }

            if (polls && reason is null) continue;
            if (reason is Interruption { BreaksStreams: true })
            {
                pollingSince = time.GetTimestamp();
                if (options.Logger is { } log) ClientLog.Polls(log, gateway.Name, reason.Message);
                continue;
            }

            TimeSpan wait = progress.Backoff.Next(reason);
            if (options.Logger is { } logger) ClientLog.Interrupted(logger, gateway.Name, reason?.Message ?? "The stream ended.", wait);
            await Task.Delay(wait, time, cancellationToken);
        }
    }
}
