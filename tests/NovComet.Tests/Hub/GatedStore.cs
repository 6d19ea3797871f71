using System.Threading.Channels;
using NovComet.Channels;
using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

/// <summary>One channel, whose reads see what they see, and end, when a test says so.</summary>
internal sealed class GatedStore : IChannelStore
{
    private readonly Channel<GatedRead> _refreshes = Channel.CreateUnbounded<GatedRead>();

    public Stamp Current { get; set; }

    public TimeSpan SettleTime => TimeSpan.Zero;

    /// <summary>The last read that a subscriber made for itself.</summary>
    public GatedRead? LastOfSubscriber { get; private set; }

    public ValueTask<ChannelReading> ReadAsync(ChannelName channel, CancellationToken cancellationToken) =>
        new GatedRead(this, Started).AsValueTask();

    public ValueTask<Stamp> TouchAsync(ChannelName channel, CancellationToken cancellationToken) => new(Current);

    /// <summary>The read of a refresh that is on its way.</summary>
    public Task<GatedRead> NextRefreshAsync() => _refreshes.Reader.ReadAsync().AsTask().Within("a refresh that was asked for");

    private void Started(GatedRead read)
    {
        if (SynchronizationContext.Current is ManualContext) LastOfSubscriber = read;
        else _refreshes.Writer.TryWrite(read);
    }
}
