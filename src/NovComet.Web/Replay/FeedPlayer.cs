using NovComet.Channels;

namespace NovComet.Web.Replay;

/// <summary>Plays a feed: publishes each event when its time has come: as a message if it has content, otherwise as a signal.</summary>
internal sealed class FeedPlayer(IComet comet, TimeProvider time)
{
    /// <summary>Plays it.</summary>
    /// <param name="feed">The events in the order of their times.</param>
    /// <param name="speed">How many times faster than recorded.</param>
    /// <param name="played">Called after each event with how many were played.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task PlayAsync(IReadOnlyList<FeedEvent> feed, double speed, Action<int> played, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        for (int i = 0; i < feed.Count; i++)
        {
            TimeSpan early = (feed[i].At / speed) - time.GetElapsedTime(started);
            if (early > TimeSpan.Zero) await Task.Delay(early, time, cancellationToken);
            await PublishAsync(feed[i], cancellationToken);
            played(i + 1);
        }
    }

    private ValueTask<Stamp> PublishAsync(FeedEvent next, CancellationToken cancellationToken) => next.Content is { } content
        ? comet.PublishAsync(next.Channel.Value, content, cancellationToken: cancellationToken)
        : comet.TouchAsync(next.Channel.Value, cancellationToken);
}
