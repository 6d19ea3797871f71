using Microsoft.Extensions.Logging;
using NovComet.Channels;

namespace NovComet.Storage.Log;

/// <summary>Counts the lines of channels' files that are no records, and says so in the log: at most once in a while, so that nobody can fill it.</summary>
internal sealed partial class DamagedLines(TimeProvider time, ILogger<FileStore> logger)
{
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private long? _saidAt;
    private long _count;

    /// <summary>How many were met. The same line counts again for each time that a file is read from its beginning.</summary>
    public long Count => Interlocked.Read(ref _count);

    public void Found(ChannelName channel, long offset)
    {
        long count = Interlocked.Increment(ref _count);
        lock (_lock)
        {
            if (_saidAt is { } at && time.GetElapsedTime(at) < s_silence) return;
            _saidAt = time.GetTimestamp();
        }

        LogDamaged(channel.Value, offset, count);
    }

    [LoggerMessage(6, LogLevel.Warning, "The file of channel {Channel} has a line at byte {Offset} that is no whole record: it is passed over. That makes {Count} such lines since the start")]
    private partial void LogDamaged(string channel, long offset, long count);
}
