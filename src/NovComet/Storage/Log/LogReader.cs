using NovComet.Channels;

namespace NovComet.Storage.Log;

/// <summary>Reads channels' files for subscribers.</summary>
internal sealed class LogReader(LogFolder folder)
{
    // Long for a few file operations, short for somebody who waits; what is uncertain then is looked at again.
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(5);

    /// <summary>Reads what a channel's file has.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="known">An earlier look.</param>
    /// <returns>What was found; null where there is no file any more, or it has no content.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public FileLogReading? Read(ChannelName channel, FileLogReading? known)
    {
        FileLogReading? found = ReadFile(channel, known, isLocked: false);
        return found is null or { IsCertain: true } ? found : ReadLocked(channel, known) ?? found;
    }

    /// <summary>
    /// The time of the file is not its last message's: it was touched, or an append is not finished yet. Under the lock nobody appends.
    /// </summary>
    /// <returns>Null where the lock cannot be had now.</returns>
    private FileLogReading? ReadLocked(ChannelName channel, FileLogReading? known)
    {
        ChannelLock held = folder.Locks.For(channel);
        try
        {
            if (!held.TryTake(s_patience)) return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A folder in which we may only read: nobody to agree with, so the file is taken as it is.
            return ReadFile(channel, known, isLocked: true);
        }

        try
        {
            return ReadFile(channel, known, isLocked: true);
        }
        finally
        {
            held.Release();
        }
    }

    private FileLogReading? ReadFile(ChannelName channel, FileLogReading? known, bool isLocked)
    {
        using LogFile? file = folder.Files.Open(ChannelDirectory.FileNameOf(channel), toAppend: false);
        if (file is null || file.Status() is not { Size: > 0 } status) return null;

        var messages = new MessageCollector(channel, folder.Bounds, folder.Damage);
        (LogPlace place, bool isContinuation) = LogScan.Run(file, status, known?.Place, isLocked, messages);
        Stamp? seen = known is not null && known.Place.Life == place.Life ? known.Stamp : null;
        Stamp stamp = place.StampAfter(seen, folder.Now);
        bool isCertain = isLocked || stamp == place.Last;
        if (isLocked && stamp != place.Last && stamp != status.Stamp) place = Move(file, place, stamp);

        return new FileLogReading(
            isContinuation && messages.Dropped is null,
            place,
            isCertain ? stamp : place.HasRecords ? Later(seen, place.Floor) : stamp,
            isCertain,
            messages.Messages,
            messages.Dropped ?? place.From);
    }

    /// <summary>The file was touched by a clock that is behind: its time is moved on, so that every process agrees, where we may.</summary>
    private static LogPlace Move(LogFile file, LogPlace place, Stamp stamp) =>
        LogFolder.TryMove(file, stamp) ? place with { Time = file.Status().Time } : place;

    private static Stamp Later(Stamp? one, Stamp other) => one is { } stamp && stamp > other ? stamp : other;
}
