using Microsoft.Extensions.Logging;
using NovComet.Channels;

namespace NovComet.Storage.Log;

/// <summary>What reading and writing messages share.</summary>
internal sealed partial class LogFolder(
    ChannelDirectory directory, IFileTimes times, ILogFiles files, NovCometOptions options, TimeProvider time, ILogger<FileStore> logger) : IDisposable
{
    /// <summary>How the names of files begin that are to become a channel's.</summary>
    public const string NewFilePrefix = "new-";

    private IFileTimes? _ownTimes;

    public ChannelDirectory Directory => directory;

    public IFileTimes Times => times;

    /// <summary>The gateway's own folder, beside the channels.</summary>
    public IFileTimes OwnTimes => _ownTimes ??= FileTimes.For(directory.OwnFolder, time);

    public ILogFiles Files => files;

    public ChannelLocks Locks { get; } = new(directory, files, time);

    public LogBounds Bounds { get; } = new(options.Retention, time);

    public DamagedLines Damage { get; } = new(time, logger);

    /// <summary>Whether a message is acknowledged only once it is on the disk.</summary>
    public bool IsFlushed => options.Fsync;

    /// <summary>Whether the file system keeps times so finely that a stamp is issued as it is.</summary>
    public bool HasFineTimes { get; set; }

    public TimeProvider Time => time;

    /// <summary>Our clock, as the earliest stamp that a message published now can have.</summary>
    public Stamp Now => Stamp.FromTime(time.GetUtcNow());

    /// <summary>A path in the gateway's own folder for a file that is to become a channel's.</summary>
    public string PathOfNewFile() => Path.Combine(directory.OwnFolder, $"{NewFilePrefix}{Environment.ProcessId}-{Guid.NewGuid():N}");

    public void Dispose() => Locks.Dispose();

    /// <summary>
    /// Moves a file's time to a stamp that a touch counts as. What is below the microsecond is by chance, so that two processes that do so
    /// for two touches see each other's.
    /// </summary>
    public static bool TryMove(LogFile file, Stamp stamp) => file.TrySetTime(new FileTime(stamp.Microseconds, 1 + Random.Shared.Next(999)));

    [LoggerMessage(7, LogLevel.Warning, "A message for channel {Channel} could not be written: {Reason}")]
    public partial void LogNotPublished(string channel, string reason);

    [LoggerMessage(8, LogLevel.Warning, "The file of channel {Channel} could not be trimmed and stays longer than it should: {Reason}")]
    public partial void LogNotTrimmed(string channel, string reason);
}
