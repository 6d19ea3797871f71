using System.Collections.Concurrent;
using NovComet.Channels;
using NovComet.Storage;

namespace NovComet.Tests.Hub;

/// <summary>Channels in memory, whose stamps a test sets as it likes.</summary>
internal sealed class SettableStore : IChannelStore
{
    private readonly ConcurrentDictionary<ChannelName, ChannelReading> _channels = new();
    private long _reads;

    public TimeSpan SettleTime { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How many times a channel was looked at.</summary>
    public long Reads => Interlocked.Read(ref _reads);

    public void Set(string channel, long microseconds, bool isSettled = true) =>
        _channels[ChannelName.Parse(channel)] = new ChannelReading(Stamp.FromMicroseconds(microseconds), isSettled);

    public ValueTask<ChannelReading> ReadAsync(ChannelName channel, LogReading? known, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return new(_channels.GetValueOrDefault(channel, new ChannelReading(Stamp.NoFile, IsSettled: true)));
    }

    public ValueTask<Stamp> TouchAsync(ChannelName channel, CancellationToken cancellationToken) =>
        new(_channels.AddOrUpdate(channel, _ => new ChannelReading(Stamp.FromMicroseconds(1), true), (_, old) => Next(old)).Stamp);

    public ValueTask<Stamp> AppendAsync(ChannelName channel, MessageDraft draft, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static ChannelReading Next(ChannelReading old) => new(Stamp.FromMicroseconds(old.Stamp.Microseconds + 1), IsSettled: true);
}
