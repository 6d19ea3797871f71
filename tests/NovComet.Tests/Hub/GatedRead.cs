using System.Threading.Tasks.Sources;
using NovComet.Channels;
using NovComet.Storage;

namespace NovComet.Tests.Hub;

/// <summary>A read that has started. It counts as started once somebody waits for it, so that what follows its end runs inside <see cref="End"/>.</summary>
internal sealed class GatedRead(GatedStore store, Action<GatedRead> started) : IValueTaskSource<ChannelReading>
{
    private ManualResetValueTaskSourceCore<ChannelReading> _core;
    private Stamp _seen;

    public bool HasSeen { get; private set; }

    /// <summary>The moment at which it sees the stamp.</summary>
    public void See()
    {
        _seen = store.Current;
        HasSeen = true;
    }

    /// <summary>Gives what it saw to whoever reads, and lets that run.</summary>
    public void End() => _core.SetResult(new ChannelReading(_seen, IsSettled: true));

    public ValueTask<ChannelReading> AsValueTask() => new(this, _core.Version);

    ChannelReading IValueTaskSource<ChannelReading>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<ChannelReading>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<ChannelReading>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        _core.OnCompleted(continuation, state, token, flags);
        started(this);
    }
}
