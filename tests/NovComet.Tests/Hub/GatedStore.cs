using System.Threading.Channels;
using NovComet.Channels;
using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

/// <summary>One channel, whose reads see what they see, and end, when a test says so.</summary>
internal sealed class GatedStore : IChannelStore
{
    private readonly Channel<GatedRead> _refreshes = Channel.CreateUnbounded<GatedRead>();
    private GatedRead? _ofSubscriber;
    private GatedRead? _again;
    private int _endingThread;

    public Stamp Current { get; set; }

    public TimeSpan SettleTime => TimeSpan.Zero;

    /// <summary>Takes the read that a subscriber has started for itself, if any.</summary>
    public GatedRead? TakeReadOfSubscriber()
    {
        GatedRead? read = _ofSubscriber;
        _ofSubscriber = null;
        return read;
    }

    /// <summary>Ends a refresh's read.</summary>
    /// <returns>The read that the same refresh has started instead, because another look had been taken meanwhile.</returns>
    public GatedRead? EndRefresh(GatedRead read)
    {
        _again = null;
        _endingThread = Environment.CurrentManagedThreadId;
        read.End();
        _endingThread = 0;
        return _again;
    }

    public ValueTask<ChannelReading> ReadAsync(ChannelName channel, LogReading? known, CancellationToken cancellationToken) =>
        new GatedRead(this, Started).AsValueTask();

    public ValueTask<Stamp> TouchAsync(ChannelName channel, CancellationToken cancellationToken) => new(Current);

    public ValueTask<Stamp> AppendAsync(ChannelName channel, MessageDraft draft, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>The read of a refresh that is on its way.</summary>
    public Task<GatedRead> NextRefreshAsync() => _refreshes.Reader.ReadAsync().AsTask().Within("a refresh that was asked for");

    private void Started(GatedRead read)
    {
        if (SynchronizationContext.Current is ManualContext) _ofSubscriber = read;
        else if (_endingThread == Environment.CurrentManagedThreadId) _again = read;
        else _refreshes.Writer.TryWrite(read);
    }
}
