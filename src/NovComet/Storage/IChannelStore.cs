using NovComet.Channels;

namespace NovComet.Storage;

/// <summary>
/// Where channels live. A store knows stamps and retained messages and changes them; it does not know who waits.
/// All methods can be called at any time, from any thread.
/// </summary>
internal interface IChannelStore
{
    /// <summary>How long after an unsettled reading a channel has to be looked at again.</summary>
    TimeSpan SettleTime { get; }

    /// <summary>
    /// Looks at a channel. The answer is not older than the call: a change that was complete before it is in it.
    /// Trouble reads as a channel that is not there, never as an exception.
    /// </summary>
    /// <param name="channel">The channel.</param>
    /// <param name="known">The log as an earlier look found it: then only what came since is read. Null: all of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<ChannelReading> ReadAsync(ChannelName channel, LogReading? known, CancellationToken cancellationToken);

    /// <summary>Publishes a signal.</summary>
    /// <returns>The stamp that the channel got.</returns>
    /// <exception cref="ChannelStoreException">Nothing was published.</exception>
    ValueTask<Stamp> TouchAsync(ChannelName channel, CancellationToken cancellationToken);

    /// <summary>Publishes a message: once it returns, every look finds it.</summary>
    /// <returns>
    /// The message's stamp, later than every one that the channel had; where a retained message has the same idempotency key, that one's.
    /// </returns>
    /// <exception cref="ChannelStoreException">Nothing was published.</exception>
    ValueTask<Stamp> AppendAsync(ChannelName channel, MessageDraft draft, CancellationToken cancellationToken);
}
