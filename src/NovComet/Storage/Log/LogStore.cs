using NovComet.Channels;

namespace NovComet.Storage.Log;

/// <summary>The messages of all channels: in a channel's file, one a line.</summary>
internal sealed class LogStore(LogFolder folder, TimeSpan idleAge) : IDisposable
{
    private readonly LogReader _reader = new(folder);
    private readonly AppendQueues _queues = new(folder);
    private readonly IdleChannels _idle = new(folder, idleAge);

    /// <summary>Whether the file system keeps times so finely that a stamp is issued as it is.</summary>
    public bool HasFineTimes
    {
        set => folder.HasFineTimes = value;
    }

    /// <summary>How many lines were met that are no whole records.</summary>
    public long DamagedLines => folder.Damage.Count;

    /// <inheritdoc cref="LogReader.Read"/>
    public FileLogReading? Read(ChannelName channel, FileLogReading? known) => _reader.Read(channel, known);

    public Task<Stamp> AppendAsync(ChannelName channel, MessageDraft draft) => _queues.For(channel).AppendAsync(draft);

    /// <inheritdoc cref="IdleChannels.Remove"/>
    public int RemoveIdle(Func<ChannelName, bool> hasSubscribers, CancellationToken cancellationToken) => _idle.Remove(hasSubscribers, cancellationToken);

    public void Dispose()
    {
        _idle.Dispose();
        folder.Dispose();
    }

    /// <summary>Publishes a signal to a channel that has messages.</summary>
    /// <returns>The stamp that the channel got; null where its file cannot be read or has no content.</returns>
    public Stamp? Touch(ChannelName channel)
    {
        try
        {
            return _queues.For(channel).Writer.Touch();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // To touch a file takes fewer rights than to read it and to lock it.
            return null;
        }
    }
}
