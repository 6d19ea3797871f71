using NovComet.Channels;
using NovComet.Storage;

namespace NovComet.AspNetCore.Tests.Hosting;

/// <summary>Counts the looks at the store that are over.</summary>
internal sealed class CountingStore(IChannelStore inner) : IChannelStore
{
    private long _reads;

    public long Reads => Volatile.Read(ref _reads);

    public TimeSpan SettleTime => inner.SettleTime;

    public async ValueTask<ChannelReading> ReadAsync(ChannelName channel, CancellationToken cancellationToken)
    {
        ChannelReading reading = await inner.ReadAsync(channel, cancellationToken);
        Interlocked.Increment(ref _reads);
        return reading;
    }

    public ValueTask<Stamp> TouchAsync(ChannelName channel, CancellationToken cancellationToken) => inner.TouchAsync(channel, cancellationToken);
}
