using NovComet.Channels;

namespace NovComet.Storage.Log;

/// <summary>
/// The channels that were published to last. Others are forgotten: nothing but the next publish's speed depends on what is known here, because
/// the lock and the file decide.
/// </summary>
internal sealed class AppendQueues(LogFolder folder)
{
    private const int Most = 2048;

    private readonly Lock _lock = new();
    private Dictionary<ChannelName, AppendQueue> _recent = [];
    private Dictionary<ChannelName, AppendQueue> _older = [];

    public AppendQueue For(ChannelName channel)
    {
        lock (_lock)
        {
            if (_recent.TryGetValue(channel, out AppendQueue? known)) return known;
            if (!_older.TryGetValue(channel, out known)) known = new AppendQueue(new LogWriter(folder, channel), folder.Time);
            if (_recent.Count == Most) (_older, _recent) = (_recent, []);
            _recent.Add(channel, known);
            return known;
        }
    }
}
