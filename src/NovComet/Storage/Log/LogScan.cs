using NovComet.Channels;

namespace NovComet.Storage.Log;

/// <summary>Reads a channel's file, from where it was left or from its beginning.</summary>
internal static class LogScan
{
    /// <summary>Reads up to the size that the file had at one moment.</summary>
    /// <param name="file">The file.</param>
    /// <param name="status">The file at that moment.</param>
    /// <param name="known">Where it was left; null for nowhere.</param>
    /// <param name="isLocked">
    /// Whether nobody else writes: then a record that only lacks its line break is a whole one, whose writer died. It counts from now on, before
    /// the channel gets stamps that are later.
    /// </param>
    /// <param name="visitor">Who is shown the records.</param>
    /// <returns>How far it was read, and whether that went on from <paramref name="known"/>.</returns>
    public static (LogPlace Place, bool IsContinuation) Run(LogFile file, FileStatus status, LogPlace? known, bool isLocked, ILogVisitor visitor)
    {
        if (known is { HasRecords: true } && known.Inode == status.Inode && known.Offset <= status.Size)
        {
            if (known.Offset == status.Size && known.Size == status.Size) return (known with { Time = status.Time }, true);
            var onward = new Pass(known, visitor);
            if (onward.Run(file, status.Size, isLocked)) return (onward.PlaceAt(status), true);
        }

        visitor.Restart();
        var anew = new Pass(null, visitor);
        anew.Run(file, status.Size, isLocked);
        return (anew.PlaceAt(status), false);
    }

    /// <summary>One way through the file.</summary>
    private struct Pass(LogPlace? known, ILogVisitor visitor)
    {
        private Stamp _last = known?.Last ?? Stamp.NoFile;
        private Stamp _from = known?.From ?? Stamp.NoFile;
        private Stamp? _life = known?.Life;
        private long _anchor = known?.Anchor ?? 0;
        private long _offset;

        public readonly LogPlace PlaceAt(FileStatus status) =>
            new(status.Inode, status.Size, status.Time, _anchor, _offset, _last, _from, _life ?? Stamp.NoFile);

        /// <returns>Whether the file is still the one that is known.</returns>
        public bool Run(LogFile file, long end, bool isLocked)
        {
            using var lines = new LogLines(file, _anchor, end);
            while (lines.Next is var start && lines.TryTake(out ReadOnlySpan<byte> line))
            {
                if (known is not null && start == _anchor && start < known.Offset)
                {
                    if (!IsAnchor(line)) return false;
                }
                else if (start >= (known?.Offset ?? 0)) Take(line, start, lines.Next);
            }

            _offset = lines.Next;
            if (isLocked && !lines.Rest.IsEmpty && LogRecord.TryParse(lines.Rest, out LogRecord rest) && rest.Stamp > _last)
            {
                Accept(rest, _offset, end);
                _offset = end;
            }

            return known is null || _offset >= known.Offset;
        }

        /// <summary>Where no record is left, the header is what the file is known by.</summary>
        private readonly bool IsAnchor(ReadOnlySpan<byte> line) =>
            LogRecord.TryParse(line, out LogRecord record)
                ? record.Stamp == known!.Last
                : LogHeader.TryParse(line, out LogHeader header) && header.From == known!.Last && header.Life == known.Life;

        private void Take(ReadOnlySpan<byte> line, long start, long end)
        {
            if (LogRecord.TryParse(line, out LogRecord record) && record.Stamp > _last) Accept(record, start, end);
            else if (start == 0 && LogHeader.TryParse(line, out LogHeader header)) (_from, _life, _last) = (header.From, header.Life, header.From);
            else if (!line.IsEmpty) visitor.Skip(start);
        }

        private void Accept(in LogRecord record, long start, long end)
        {
            // Without a header, the channel's life begins with its first message.
            _life ??= record.Stamp.Provisional;
            (_last, _anchor) = (record.Stamp, start);
            visitor.Visit(record, end);
        }
    }
}
