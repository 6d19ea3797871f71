using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using NovComet.Channels;
using NovComet.Storage;

namespace NovComet.Hub;

/// <summary>The one way in, for the application and for every transport.</summary>
internal sealed class Comet(
    IOptions<NovCometOptions> options,
    IChannelStore store,
    TopicTable topics,
    HeldSubscribers held,
    CometMetrics metrics) : IComet
{
    /// <summary>Whether the process is stopping, and nobody is held any more.</summary>
    public bool IsStopping => held.IsStopping;

    public ValueTask<Stamp> TouchAsync(string channel, CancellationToken cancellationToken = default) =>
        TouchAsync(ChannelName.Parse(channel), cancellationToken);

    public async ValueTask<Stamp> TouchAsync(ChannelName channel, CancellationToken cancellationToken)
    {
        Stamp stamp = await store.TouchAsync(channel, cancellationToken);
        metrics.Published();

        // The watch will say so too, later.
        topics.MayHaveChanged(channel);
        return stamp;
    }

    public async ValueTask<PollAnswer> PollAsync(Cursor cursor, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using Subscriber subscriber = Open(cursor, Lifetime.Poll, TaskCreationOptions.RunContinuationsAsynchronously);
        Turn turn = await subscriber.NextAsync(cancellationToken);
        if (turn.Reason == WakeReason.Aborted) throw new OperationCanceledException(cancellationToken);
        return new PollAnswer(OutcomeOf(turn.Reason), turn.Changes, subscriber.Cursor);
    }

    public IAsyncEnumerable<ChannelEvent> SubscribeAsync(IEnumerable<string> channels, CancellationToken cancellationToken = default) =>
        SubscribeAsync(Cursor.FromNow(channels), cancellationToken);

    public async IAsyncEnumerable<ChannelEvent> SubscribeAsync(Cursor cursor, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using Subscriber subscriber = Open(cursor, Lifetime.Stream, TaskCreationOptions.RunContinuationsAsynchronously);
        while (true)
        {
            Turn turn = await subscriber.NextAsync(cancellationToken);
            if (turn.Reason == WakeReason.Aborted) throw new OperationCanceledException(cancellationToken);
            if (turn.Reason == WakeReason.Stopping) yield break;
            foreach (ChannelEvent change in turn.Changes) yield return change;
        }
    }

    /// <summary>Opens the loop for a transport.</summary>
    /// <exception cref="ArgumentException">The cursor has more channels than the limits allow.</exception>
    /// <exception cref="SubscriberLimitException">As many are held as may be.</exception>
    public Subscriber Open(Cursor cursor, Lifetime lifetime, TaskCreationOptions continuations)
    {
        int most = options.Value.Limits.ChannelsPerRequest;
        if (cursor.Count > most)
            throw new ArgumentException($"{cursor.Count} channels are too many: name at most {most} (NovComet:Limits:ChannelsPerRequest).", nameof(cursor));
        return new Subscriber(cursor, topics, held, lifetime, continuations);
    }

    /// <summary>Lets everybody go: the process is stopping.</summary>
    public void Stop() => held.Stop();

    private static PollOutcome OutcomeOf(WakeReason reason) => reason switch
    {
        WakeReason.News => PollOutcome.Changed,
        WakeReason.HoldEnded => PollOutcome.HoldEnded,
        _ => PollOutcome.Stopping,
    };
}
