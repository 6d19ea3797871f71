using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NovComet.Channels;
using NovComet.Storage.Log;
using NovComet.Storage.Native;

namespace NovComet.Storage;

/// <summary>Channels as files: a file's modification time is its channel's stamp.</summary>
internal sealed partial class FileStore(
    ChannelDirectory directory, IFileTimes files, ILogFiles logFiles, IOptions<NovCometOptions> options, TimeProvider time, ILogger<FileStore> logger) : IChannelStore, IDisposable
{
    // A file or its folder may vanish between two steps of a touch; somebody who removes it as fast as this does so on purpose.
    private const int Attempts = 5;
    private const int MostPushes = 20;

    private readonly LogStore _log = new(new LogFolder(directory, files, logFiles, options.Value, time, logger), options.Value.IdleRemoval);
    private TimeSpan _granularity = TimestampGranularity.Unknown;

    /// <summary>How finely the file system keeps times.</summary>
    public TimeSpan Granularity => _granularity;

    /// <summary>Twice the granularity, because the first tick may be half over when it is measured; and a tick at least, also with fine times.</summary>
    public TimeSpan SettleTime => (_granularity > TimestampGranularity.Unknown ? _granularity : TimestampGranularity.Unknown) * 2;

    /// <summary>Makes the folder ready and learns how its file system keeps times.</summary>
    /// <exception cref="IOException">The folder cannot be used; the message says what to do.</exception>
    public void Open()
    {
        directory.Ensure();
        _granularity = MeasureGranularity();
        _log.HasFineTimes = _granularity == TimestampGranularity.Finest;
        LogOpened(directory.FullPath, _granularity.TotalMilliseconds);
        if (DirectoryExposure.Of(directory.FullPath) is { } exposure) LogExposed(directory.FullPath, exposure.Concern, exposure.Advice);
    }

    public ValueTask<ChannelReading> ReadAsync(ChannelName channel, LogReading? known, CancellationToken cancellationToken) =>
        new(Read(channel, known as FileLogReading));

    public ValueTask<Stamp> AppendAsync(ChannelName channel, MessageDraft draft, CancellationToken cancellationToken) =>
        new(_log.AppendAsync(channel, draft));

    public ValueTask<Stamp> TouchAsync(ChannelName channel, CancellationToken cancellationToken)
    {
        string fileName = ChannelDirectory.FileNameOf(channel);
        Stamp? stamp = null;
        try
        {
            if (files.Look(fileName) is { Kind: FileKind.Regular, Size: > 0 }) stamp = _log.Touch(channel);
            if (stamp is null) Touch(channel, fileName);
        }
        catch (Exception error) when (error is IOException and not ChannelStoreException or UnauthorizedAccessException)
        {
            LogNotTouched(channel.Value, error.Message);
            throw StoreRefusal.For(channel, error);
        }

        Stamp touched = stamp ?? files.Look(fileName).Stamp;
        _ = IsLeftBehind(touched);
        return new(touched);
    }

    /// <summary>How many lines of channels' files were met that are no whole records.</summary>
    public long DamagedLines => _log.DamagedLines;

    /// <summary>Removes the channels that were not published to for <see cref="NovCometOptions.IdleRemoval"/>. Trouble is logged.</summary>
    /// <param name="hasSubscribers">Whether a channel is needed.</param>
    /// <param name="cancellationToken">Stops between two channels.</param>
    /// <returns>How many were removed.</returns>
    public int RemoveIdle(Func<ChannelName, bool> hasSubscribers, CancellationToken cancellationToken)
    {
        try
        {
            int removed = _log.RemoveIdle(hasSubscribers, cancellationToken);
            if (removed > 0) LogRemoved(removed, options.Value.IdleRemoval);
            return removed;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogNotRemoved(directory.FullPath, error.Message);
            return 0;
        }
    }

    public void Dispose() => _log.Dispose();

    private ChannelReading Read(ChannelName channel, FileLogReading? known)
    {
        for (int attempt = 1; attempt <= Attempts; attempt++)
        {
            // Read before the look: a change that the look does not see comes after this moment.
            long now = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            FileStatus status = files.Look(ChannelDirectory.FileNameOf(channel));
            if (status.Kind != FileKind.Regular) return new ChannelReading(Stamp.NoFile, IsSettled: true);
            if (status.Size == 0) return Settle(status.Stamp, status.ModifiedAt, now, null);
            if (known is not null && known.IsAsLeft(status)) return Settle(known, now);
            try
            {
                if (_log.Read(channel, known) is { } found) return Settle(found, now);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                bool isDenied = error is UnauthorizedAccessException || error.HResult == Errno.AccessDenied;
                return isDenied ? Settle(status.Stamp, status.ModifiedAt, now, null) : new ChannelReading(known?.Stamp ?? Stamp.NoFile, IsSettled: false, known);
            }
        }

        return new ChannelReading(Stamp.NoFile, IsSettled: false);
    }

    private ChannelReading Settle(FileLogReading log, long now) =>
        log.EndsInMessage || !log.IsCertain
            ? new ChannelReading(log.Stamp, log.IsCertain, log)
            : Settle(log.Stamp, log.Place.Time.Microseconds, now, log);

    /// <summary>The stamp as it is issued.</summary>
    /// <param name="stamp">The channel's stamp.</param>
    /// <param name="modifiedAt">The file's time, which another touch may get again.</param>
    /// <param name="now">Our clock before the look.</param>
    /// <param name="log">The messages.</param>
    private ChannelReading Settle(Stamp stamp, long modifiedAt, long now, FileLogReading? log)
    {
        bool isSettled = Math.Abs(now - modifiedAt) >= (long)SettleTime.TotalMicroseconds || IsLeftBehind(Stamp.FromMicroseconds(modifiedAt));
        return new ChannelReading(isSettled ? stamp : stamp.Provisional, isSettled, log);
    }

    /// <summary>
    /// Makes sure that no touch from here on gets this stamp again, before anybody is given it. Only with fine times:
    /// elsewhere it takes a tick.
    /// </summary>
    /// <returns>Whether that is certain.</returns>
    private bool IsLeftBehind(Stamp stamp)
    {
        for (int pushes = 0; pushes < MostPushes && _granularity == TimestampGranularity.Finest; pushes++)
        {
            if (files.EarliestNext() > stamp.Microseconds) return true;
        }

        return false;
    }

    private void Touch(ChannelName channel, string fileName)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                switch (files.Look(fileName).Kind)
                {
                    case FileKind.Other:
                        throw StoreRefusal.NotAChannel(channel);
                    case FileKind.Regular:
                        files.Touch(fileName);
                        return;
                    case FileKind.Missing when files.TryCreate(fileName, directory.FileMode):
                        return;
                }
            }
            catch (IOException error) when (IsGone(error) && attempt < Attempts)
            {
                directory.Ensure();
            }

            if (attempt == Attempts) throw new IOException("The file is made and removed faster than it can be touched.");
        }
    }

    /// <summary>Whether an error says that a file or its folder is not there.</summary>
    public static bool IsGone(IOException error) =>
        error is FileNotFoundException or DirectoryNotFoundException || error.HResult == Errno.NoEntry;

    private TimeSpan MeasureGranularity()
    {
        string fileName = $"probe-{Environment.ProcessId}-{Guid.NewGuid():N}";
        try
        {
            directory.EnsureOwnFolder();
            IFileTimes own = FileTimes.For(directory.OwnFolder, time);
            own.TryCreate(fileName, directory.FileMode);
            TimeSpan measured = TimestampGranularity.Measure(own, fileName, time);

            // A slow network makes a server's steps look fine, and its clock is not the one that we can push on.
            bool isOfServer = measured < TimestampGranularity.Unknown && FileSystemKind.IsSilent(directory.FullPath);
            return isOfServer ? TimestampGranularity.Unknown : measured;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogNotMeasured(directory.FullPath, error.Message, TimestampGranularity.Unknown.TotalMilliseconds);
            return TimestampGranularity.Unknown;
        }
        finally
        {
            TryDelete(Path.Combine(directory.OwnFolder, fileName));
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It was not there, or the folder is read-only: then it was never made.
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Channels are the files of {Directory}, whose times step by {GranularityMs} ms")]
    private partial void LogOpened(string directory, double granularityMs);

    [LoggerMessage(2, LogLevel.Warning, "The steps of file times in {Directory} cannot be measured ({Reason}); {AssumedMs} ms are assumed")]
    private partial void LogNotMeasured(string directory, string reason, double assumedMs);

    [LoggerMessage(3, LogLevel.Warning, "The channel directory {Directory}: {Concern}. {Advice}")]
    private partial void LogExposed(string directory, string concern, string advice);

    [LoggerMessage(15, LogLevel.Information, "{Count} channels were removed: nobody had published to them for {Age}, and nobody subscribes to them")]
    private partial void LogRemoved(int count, TimeSpan age);

    [LoggerMessage(16, LogLevel.Warning, "The channel directory {Directory} cannot be searched for idle channels: {Reason}")]
    private partial void LogNotRemoved(string directory, string reason);

    [LoggerMessage(5, LogLevel.Warning, "Channel {Channel} could not be touched: {Reason}")]
    private partial void LogNotTouched(string channel, string reason);
}
