using NovComet.Channels;

namespace NovComet.Storage.Log;

/// <summary>How far somebody has read a channel's file, and what tells whether it has changed since.</summary>
/// <param name="Inode">Which file it was.</param>
/// <param name="Size">How many bytes it had.</param>
/// <param name="Time">Its modification time then.</param>
/// <param name="Anchor">Where the last record's line begins. It is read again: where it is another one, the file was written anew.</param>
/// <param name="Offset">Where the next line begins.</param>
/// <param name="Last">The last record's stamp; without one, the last that was trimmed away.</param>
/// <param name="From">The last stamp that was trimmed away.</param>
/// <param name="Life">The stamp that the channel had before its first message.</param>
internal sealed record LogPlace(ulong Inode, long Size, FileTime Time, long Anchor, long Offset, Stamp Last, Stamp From, Stamp Life)
{
    /// <summary>The time that a file has after an append: no touch is likely to leave it exactly on a microsecond.</summary>
    public FileTime Mark => new(Last.Microseconds, 0);

    /// <summary>Below this the channel's stamp does not go.</summary>
    public Stamp Floor => Last > Life ? Last : Life;

    /// <summary>Whether a record is in the file, or was.</summary>
    public bool HasRecords => Last != Stamp.NoFile;

    public bool IsAsLeft(FileStatus status) => status.Inode == Inode && status.Size == Size && status.Time == Time;

    /// <summary>The channel's stamp: the last record's, unless the file was touched since.</summary>
    /// <param name="seen">The stamp that the channel was seen to have, in the same life.</param>
    /// <param name="now">
    /// Our clock, read after the file's time. A touch that is ahead of it counts as one that is behind does, as just past the last stamp: told as it is,
    /// and then overwritten by another touch, it would be later than the next message.
    /// </param>
    public Stamp StampAfter(Stamp? seen, Stamp now)
    {
        Stamp floor = HasRecords && seen is { } known && known > Floor ? known : Floor;
        if (HasRecords && Time == Mark && floor == Last) return Last;
        var touched = Stamp.FromMicroseconds(Time.Microseconds);

        // Where messages themselves are ahead, as after a step of the clock, touches were moved to just past them.
        var latest = Stamp.FromMicroseconds(Math.Max(now.Microseconds, floor > now ? floor.Microseconds + Stamp.Second : 0));
        return touched > floor && touched <= latest ? touched : Stamp.FromMicroseconds(floor.Microseconds + 1);
    }
}
