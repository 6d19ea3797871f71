using NovComet.Channels;

namespace NovComet;

/// <summary>Publishing to channels and subscribing to them, from inside the application. Safe to use from any thread.</summary>
public interface IComet
{
    /// <summary>Publishes a signal: says that a channel changed. Signals may merge; subscribers learn the newest.</summary>
    /// <param name="channel">The channel's name: 1 to 200 encoded bytes without control characters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The stamp that the channel got.</returns>
    /// <exception cref="ArgumentException">The name cannot be a channel's.</exception>
    /// <exception cref="ChannelStoreException">Nothing was published; the message says what to do.</exception>
    ValueTask<Stamp> TouchAsync(string channel, CancellationToken cancellationToken = default);

    /// <summary>Publishes a message. Messages never merge; they are kept for those who come later, as <see cref="NovCometOptions.Retention"/> says.</summary>
    /// <param name="channel">The channel's name: 1 to 200 encoded bytes without control characters.</param>
    /// <param name="content">What it carries: at most <see cref="NovCometLimits.MessageBytes"/>.</param>
    /// <param name="settings">How it is published; null for none of that.</param>
    /// <param name="cancellationToken">Gives up; the message may be published all the same.</param>
    /// <returns>The message's stamp, later than all that the channel had.</returns>
    /// <exception cref="ArgumentException">The name cannot be a channel's, or the content is too large.</exception>
    /// <exception cref="ChannelStoreException">Nothing was published; the message says what to do.</exception>
    ValueTask<Stamp> PublishAsync(string channel, MessageContent content, PublishSettings? settings = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// One turn: answers as soon as one of the channels has another stamp than the subscriber, at the latest after
    /// <see cref="NovCometOptions.Hold"/>. Nothing is lost between two turns if the second starts from the first one's
    /// <see cref="PollAnswer.Cursor"/>.
    /// </summary>
    /// <param name="cursor">The channels, and where the subscriber stands on each.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What changed, and where the subscriber stands now.</returns>
    /// <exception cref="ArgumentException">The cursor has more channels than the limits allow.</exception>
    /// <exception cref="SubscriberLimitException">The gateway holds as many subscribers as it may.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> ended.</exception>
    ValueTask<PollAnswer> PollAsync(Cursor cursor, CancellationToken cancellationToken = default);

    /// <summary>Turns without end: every change of the channels, until cancelled or until the application stops.</summary>
    /// <param name="cursor">The channels, and where the subscriber stands on each.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The changes as they come; of one channel in the order in which they were noticed.</returns>
    /// <exception cref="ArgumentException">The cursor has more channels than the limits allow.</exception>
    /// <exception cref="SubscriberLimitException">The gateway holds as many subscribers as it may.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> ended.</exception>
    IAsyncEnumerable<ChannelEvent> SubscribeAsync(Cursor cursor, CancellationToken cancellationToken = default);

    /// <summary>Turns without end, from now on.</summary>
    /// <param name="channels">The channels' names.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The changes as they come; of one channel in the order in which they were noticed.</returns>
    /// <exception cref="ArgumentException">A name cannot be a channel's, or there are more than the limits allow.</exception>
    /// <exception cref="SubscriberLimitException">The gateway holds as many subscribers as it may.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> ended.</exception>
    IAsyncEnumerable<ChannelEvent> SubscribeAsync(IEnumerable<string> channels, CancellationToken cancellationToken = default);

    /// <summary>Who is on a channel now, as far as this process holds them.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <returns>How many subscribers, and which users.</returns>
    /// <exception cref="ArgumentException">The name cannot be a channel's.</exception>
    ChannelPresence GetPresence(string channel);
}
