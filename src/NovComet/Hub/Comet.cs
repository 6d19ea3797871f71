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
    Presence presence,
    ApplicationEvents events,
    CometMetrics metrics) : IComet
{
    /// <summary>Whether the process is stopping, and nobody is held any more.</summary>
    public bool IsStopping => held.IsStopping;

    public ValueTask<Stamp> TouchAsync(string channel, CancellationToken cancellationToken = default) =>
        TouchAsync(ChannelName.Parse(channel), cancellationToken);

    public async ValueTask<Stamp> TouchAsync(ChannelName channel, CancellationToken cancellationToken)
    {
        Stamp stamp = await store.TouchAsync(channel, cancellationToken);
        Published(channel, stamp, default);
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
        Published(channel, stamp, draft.Content.Json);
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
    /// <param name="subscriptions">The channels, and where the subscriber stands on each.</param>
    /// <param name="lifetime">For how long it is held.</param>
    /// <param name="continuations">Where what follows a turn runs.</param>
    /// <param name="user">The user's id, if it is known.</param>
    /// <exception cref="ArgumentException">They are more channels than the limits allow.</exception>
    /// <exception cref="SubscriberLimitException">As many are held as may be.</exception>
    public Subscriber Open(Subscription[] subscriptions, Lifetime lifetime, TaskCreationOptions continuations, string? user = null)
    {
        int most = options.Value.Limits.ChannelsPerRequest;
        if (subscriptions.Length > most)
            throw new ArgumentException($"{subscriptions.Length} channels are too many: name at most {most} (NovComet:Limits:ChannelsPerRequest).", nameof(subscriptions));

        string? session = SessionId.First(subscriptions.Select(subscription => subscription.Channel));
        return new Subscriber(subscriptions, topics, held, presence.VisitOf(user, session, lifetime), lifetime, continuations);
    }

    public ChannelPresence GetPresence(string channel)
    {
        var name = ChannelName.Parse(channel);
        return new ChannelPresence(topics.SubscribersOf(name), presence.UsersOf(name));
    }

    /// <summary>Lets everybody go: the process is stopping.</summary>
    public void Stop() => held.Stop();

    private void Published(ChannelName channel, Stamp stamp, ReadOnlyMemory<byte> json)
    {
        metrics.Published();

        // The watch will say so too, later.
        topics.Published(channel);
        events.Published(channel, stamp, json);
    }

    private static PollOutcome OutcomeOf(WakeReason reason) => reason switch
    {
        WakeReason.News => PollOutcome.Changed,
        WakeReason.HoldEnded => PollOutcome.HoldEnded,
        _ => PollOutcome.Stopping,
    };
}
