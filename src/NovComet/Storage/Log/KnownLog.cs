using NovComet.Channels;

namespace NovComet.Storage.Log;

/// <summary>What a writer knows of a channel's file, so that it need not read it before each message. Used under the channel's lock.</summary>
internal sealed class KnownLog(ChannelName channel, DamagedLines damage) : ILogVisitor
{
    private readonly Queue<KnownRecord> _records = [];
    private readonly Dictionary<string, Stamp> _keys = new(StringComparer.Ordinal);

    // Trimming moves all records by as much.
    private long _shift;

    /// <summary>How far the file was read; null where it is not known.</summary>
    public LogPlace? Place { get; private set; }

    /// <summary>The stamp that the channel has, touches included.</summary>
    public Stamp Stamp { get; private set; }

    public int Count => _records.Count;

    /// <summary>How many bytes of content the records have.</summary>
    public long Bytes { get; private set; }

    public Stamp Oldest => _records.TryPeek(out KnownRecord first) ? first.Stamp : Stamp.Max;

    /// <summary>Learns what others have done to the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="status">As it is now.</param>
    /// <param name="now">Our clock, read after that.</param>
    public void CatchUp(LogFile file, FileStatus status, Stamp now)
    {
        if (Place is { } place && place.IsAsLeft(status)) return;
        Stamp? seen = Place is null ? null : Stamp;
        Stamp life = Place?.Life ?? default;
        (Place, _) = LogScan.Run(file, status, Place, isLocked: true, this);
        Stamp = Place.StampAfter(Place.Life == life ? seen : null, now);
    }

    /// <summary>The file has no records yet.</summary>
    public void Begin(LogHeader header)
    {
        Restart();
        Place = new LogPlace(0, 0, default, 0, 0, header.From, header.From, header.Life);
    }

    /// <summary>A record was written.</summary>
    public void Add(in KnownRecord record)
    {
        _records.Enqueue(record with { End = record.End - _shift });
        Bytes += record.Bytes;
        if (record.Key is { } key) _keys[key] = record.Stamp;
    }

    /// <summary>The file is as it was left after writing.</summary>
    /// <param name="status">The file.</param>
    /// <param name="anchor">Where the last record's line begins.</param>
    /// <param name="last">The last record's stamp.</param>
    /// <param name="now">Our clock, read after the file's time.</param>
    public void Leave(FileStatus status, long anchor, Stamp last, Stamp now)
    {
        Place = Place! with { Inode = status.Inode, Size = status.Size, Time = status.Time, Anchor = anchor, Offset = status.Size, Last = last };
        Stamp = Place.StampAfter(null, now);
    }

    /// <summary>The file was replaced by one without the records that were taken.</summary>
    /// <param name="status">The new file.</param>
    /// <param name="from">The last one of them.</param>
    /// <param name="now">Our clock, read after the file's time.</param>
    public void Move(FileStatus status, in KnownRecord from, Stamp now)
    {
        long shift = status.Size - Place!.Size;
        _shift += shift;
        Place = Place with { Inode = status.Inode, Size = status.Size, Time = status.Time, Anchor = Place.Anchor + shift, Offset = status.Size, From = from.Stamp };
        if (Count == 0) Place = Place with { Anchor = 0 };
        Stamp = Place.StampAfter(Stamp, now);
    }

    /// <summary>Only the file's time was moved to the stamp that the channel has.</summary>
    public void CatchUpWithMove(FileStatus status) => Place = Place! with { Time = status.Time };

    /// <summary>Whatever was known may be wrong.</summary>
    public void Forget() => Place = null;

    public bool TryFindKey(string key, out Stamp stamp) => _keys.TryGetValue(key, out stamp);

    /// <summary>Takes records from the beginning, as long as they are too many, too large together, or too old.</summary>
    /// <returns>The last one taken; null where all are kept.</returns>
    public KnownRecord? TakeOld(LogBounds bounds)
    {
        KnownRecord? taken = null;
        while (_records.TryPeek(out KnownRecord first) && !bounds.Keeps(first.Stamp, _records.Count, Bytes))
        {
            _records.Dequeue();
            taken = first with { End = first.End + _shift };
            Bytes -= first.Bytes;
            if (first.Key is { } key && _keys.TryGetValue(key, out Stamp stamp) && stamp == first.Stamp) _keys.Remove(key);
        }

        return taken;
    }

    void ILogVisitor.Restart() => Restart();

    void ILogVisitor.Visit(in LogRecord record, long end) => Add(new KnownRecord(record.Stamp, end, record.Data.Length, record.Key));

    void ILogVisitor.Skip(long offset) => damage.Found(channel, offset);

    private void Restart()
    {
        _records.Clear();
        _keys.Clear();
        Bytes = 0;
        _shift = 0;
    }
}
