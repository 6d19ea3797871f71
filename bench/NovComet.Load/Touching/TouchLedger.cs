using NovComet.Load.Measuring;
using NovComet.Load.Native;

namespace NovComet.Load.Touching;

/// <summary>
/// Who still owes an answer to which touch. A channel is touched again only when nobody does: signals may merge,
/// and a merged touch could not be told from a lost one.
/// </summary>
internal sealed class TouchLedger
{
    private readonly ChannelFiles _files;
    private readonly long[] _touchedAt;
    private readonly long[] _stamp;
    private readonly int[] _subscribers;
    private readonly int[] _awaited;

    public TouchLedger(ChannelFiles files)
    {
        _files = files;
        _touchedAt = new long[files.Count];
        _stamp = [.. Enumerable.Range(0, files.Count).Select(files.StampOf)];
        _subscribers = new int[files.Count];
        _awaited = new int[files.Count];
    }

    public LatencyHistogram Latency { get; } = new();

    /// <summary>Answers still owed, over all channels.</summary>
    public int Awaited { get; private set; }

    /// <summary>When the last answer that was owed arrived.</summary>
    public long LastAnswerAt { get; private set; }

    public int Channels => _files.Count;

    public bool IsSettled(int channel) => _awaited[channel] == 0 && _subscribers[channel] > 0;

    public void Subscribe(int channel) => _subscribers[channel]++;

    /// <summary>What the lost subscriber still owed stays owed, and ends up as missing.</summary>
    public void Unsubscribe(int channel) => _subscribers[channel]--;

    public void Touch(int channel)
    {
        _awaited[channel] = _subscribers[channel];
        Awaited += _subscribers[channel];
        _touchedAt[channel] = Clock.Now;
        _files.Touch(channel);
        _stamp[channel] = _files.StampOf(channel);
    }

    public bool IsCurrent(int channel, long stamp) => _stamp[channel] == stamp;

    public void Answered(int channel, long at)
    {
        Latency.Record(at - _touchedAt[channel]);
        LastAnswerAt = at;
        _awaited[channel]--;
        Awaited--;
    }
}
