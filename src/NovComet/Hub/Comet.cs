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
        topics.Published(channel);
        return stamp;
    }

    public ValueTask<Stamp> PublishAsync(string channel, MessageContent content, PublishSettings? settings = null, CancellationToken cancellationToken = default)
    {
        PublishSettings given = settings ?? PublishSettings.Default;
        return PublishAsync(ChannelName.Parse(channel), new MessageDraft(content, given.IdempotencyKey, given.ExceptHash), cancellationToken);
    }

    public async ValueTask<Stamp> PublishAsync(ChannelName channel, MessageDraft draft, CancellationToken cancellationToken)
    {
        int most = options.Value.Limits.MessageBytes;
        if (draft.Content.Json.Length > most)
            throw new ArgumentException($"The message takes {draft.Content.Json.Length} bytes: send at most {most} (NovComet:Limits:MessageBytes).", nameof(draft));

        Stamp stamp = await store.AppendAsync(channel, draft, cancellationToken);
        metrics.Published();
        topics.Published(channel);
        return stamp;
    }

    public async ValueTask<PollAnswer> PollAsync(Cursor cursor, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using Subscriber subscriber = Open(Subscription.Of(cursor), Lifetime.Poll, TaskCreationOptions.RunContinuationsAsynchronously);
        Turn turn = await subscriber.NextAsync(cancellationToken);
        if (turn.Reason == WakeReason.Aborted) throw new OperationCanceledException(cancellationToken);
        return new PollAnswer(OutcomeOf(turn.Reason), [.. turn.News.SelectMany(news => news.Events)], subscriber.Cursor);
    }

    public IAsyncEnumerable<ChannelEvent> SubscribeAsync(IEnumerable<string> channels, CancellationToken cancellationToken = default) =>
        SubscribeAsync(Cursor.FromNow(channels), cancellationToken);

    public async IAsyncEnumerable<ChannelEvent> SubscribeAsync(Cursor cursor, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using Subscriber subscriber = Open(Subscription.Of(cursor), Lifetime.Stream, TaskCreationOptions.RunContinuationsAsynchronously);
        while (true)
        {
            Turn turn = await subscriber.NextAsync(cancellationToken);
            if (turn.Reason == WakeReason.Aborted) throw new OperationCanceledException(cancellationToken);
            if (turn.Reason == WakeReason.Stopping) yield break;
            foreach (ChannelNews news in turn.News)
            {
                foreach (ChannelEvent told in news.Events) yield return told;
            }
        }
    }

    /// <summary>Opens the loop for a transport.</summary>
    /// <exception cref="ArgumentException">They are more channels than the limits allow.</exception>
    /// <exception cref="SubscriberLimitException">As many are held as may be.</exception>
    public Subscriber Open(Subscription[] subscriptions, Lifetime lifetime, TaskCreationOptions continuations)
    {
        int most = options.Value.Limits.ChannelsPerRequest;
        if (subscriptions.Length > most)
            throw new ArgumentException($"{subscriptions.Length} channels are too many: name at most {most} (NovComet:Limits:ChannelsPerRequest).", nameof(subscriptions));
        return new Subscriber(subscriptions, topics, held, lifetime, continuations);
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
