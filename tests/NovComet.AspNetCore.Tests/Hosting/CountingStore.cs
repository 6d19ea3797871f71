using NovComet.Channels;
using NovComet.Storage;

namespace NovComet.AspNetCore.Tests.Hosting;

/// <summary>Counts the looks at the store that are over.</summary>
internal sealed class CountingStore(IChannelStore inner) : IChannelStore
{
    private long _reads;

    public long Reads => Volatile.Read(ref _reads);

    public TimeSpan SettleTime => inner.SettleTime;

    public async ValueTask<ChannelReading> ReadAsync(ChannelName channel, LogReading? known, CancellationToken cancellationToken)
    {
        ChannelReading reading = await inner.ReadAsync(channel, known, cancellationToken);
        Interlocked.Increment(ref _reads);
        return reading;
    }

    public ValueTask<Stamp> TouchAsync(ChannelName channel, CancellationToken cancellationToken) => inner.TouchAsync(channel, cancellationToken);

    public ValueTask<Stamp> AppendAsync(ChannelName channel, MessageDraft draft, CancellationToken cancellationToken) => inner.AppendAsync(channel, draft, cancellationToken);
}
