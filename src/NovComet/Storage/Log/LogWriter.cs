using NovComet.Channels;

namespace NovComet.Storage.Log;

/// <summary>Writes to one channel's file, under the channel's lock.</summary>
internal sealed class LogWriter(LogFolder folder, ChannelName channel)
{
    // A file or its folder may vanish between two steps; somebody who removes it as fast as this does so on purpose.
    private const int Attempts = 5;

    // Others hold the lock for a few file operations; longer than this, a process was stopped in the middle.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly string _fileName = ChannelDirectory.FileNameOf(channel);
    private readonly KnownLog _known = new(channel, folder.Damage);
    private readonly LogTrim _trim = new(folder, channel);

    /// <summary>Writes messages, each with a stamp of its own. Never throws: each message knows what became of it.</summary>
    public void Write(List<Append> appends)
    {
        try
        {
            Locked(() => { WriteLocked(appends); return Stamp.NoFile; });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var refusal = error as ChannelStoreException ?? StoreRefusal.For(channel, error);
            folder.LogNotPublished(channel.Value, error.Message);
            foreach (Append append in appends) append.Refusal ??= refusal;
        }
    }

    /// <summary>Publishes a signal to a channel that has messages.</summary>
    /// <returns>The stamp that the channel got; null where it has no messages.</returns>
    public Stamp? Touch() => Locked<Stamp?>(TouchLocked);

    private T Locked<T>(Func<T> action)
    {
        ChannelLock held = folder.Locks.For(channel);
        if (!held.TryTake(s_patience)) throw new IOException("Another process has held the channel's lock for too long.");
        try
        {
            return action();
        }
        catch
        {
            _known.Forget();
            throw;
        }
        finally
        {
            held.Release();
        }
    }

    private void WriteLocked(List<Append> appends)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            using LogFile? file = folder.Files.Open(_fileName, toAppend: true);
            if (file is null && !TryBegin(appends)) continue;
            if (file is not null) WriteTo(file, appends, isInPlace: () => true);
            return;
        }

        throw new IOException("The file is made and removed faster than it can be written to.");
    }

    /// <summary>Makes the file with its first messages in it: if it were seen empty before, that would be a signal that nobody gave.</summary>
    /// <returns>Whether it was made; not where somebody else has made one meanwhile.</returns>
    private bool TryBegin(List<Append> appends)
    {
        if (folder.Times.Look(_fileName).Kind == FileKind.Other) throw StoreRefusal.NotAChannel(channel);
        folder.Directory.Ensure();
        folder.Directory.EnsureOwnFolder();
        string path = folder.PathOfNewFile();
        using LogFile file = folder.Files.Create(path, folder.Directory.FileMode);
        try
        {
            return WriteTo(file, appends, isInPlace: () => folder.Files.TryPlace(path, _fileName));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <returns>Whether all that could be was written, to a file that is in place.</returns>
    private bool WriteTo(LogFile file, List<Append> appends, Func<bool> isInPlace)
    {
        using var batch = new LogBatch(appends);
        FileStatus status = file.Status();
        Encode(appends, batch, file, status);
        if (batch.IsEmpty) return true;

        int written = file.Append(batch.Bytes, out IOException? trouble);
        if (trouble is not null && !KeepWhole(file, status, batch, written, trouble)) return true;

        Finish(file, batch.Last);
        if (!isInPlace())
        {
            _known.Forget();
            return false;
        }

        if (folder.IsFlushed && status.Size == 0) folder.Files.FlushFolder();
        batch.AddTo(_known, status.Size);
        _known.Leave(file.Status(), status.Size + batch.StartOfLast, batch.Last, folder.Now);
        _trim.RunIfDue(file, _known);
        return true;
    }

    private void Encode(List<Append> appends, LogBatch batch, LogFile file, FileStatus status)
    {
        if (status.Size == 0)
        {
            // Where times are coarse, somebody may have got the stamp that is issued before the file's own.
            var header = new LogHeader(Stamp.NoFile, folder.HasFineTimes ? status.Stamp : status.Stamp.Provisional);
            _known.Begin(header);
            batch.Add(header);
        }
        else
        {
            _known.CatchUp(file, status, folder.Now);
            if (!EndsInLineBreak(file, status)) batch.AddLineBreak();
        }

        Stamp now = folder.Now;
        Stamp last = status.Size == 0 ? status.Stamp : _known.Stamp;
        foreach (Append append in appends)
        {
            if (append.Draft.IdempotencyKey is { } key && _known.TryFindKey(key, out Stamp stamp))
            {
                append.Stamped(stamp);
                continue;
            }

            if (last == Stamp.Max) throw new IOException("The channel's file has a time so late that no stamp comes after it.");
            var next = Stamp.FromMicroseconds(last.Microseconds + 1);
            last = now > next ? now : next;
            batch.Add(append, last);
        }
    }

    private static bool EndsInLineBreak(LogFile file, FileStatus status)
    {
        byte last = 0;
        return file.Read(new Span<byte>(ref last), status.Size - 1) == 1 && last == '\n';
    }

    /// <summary>There was not room for all: what was written whole stays.</summary>
    /// <returns>Whether anything was.</returns>
    private bool KeepWhole(LogFile file, FileStatus before, LogBatch batch, int written, IOException trouble)
    {
        folder.LogNotPublished(channel.Value, trouble.Message);
        int whole = batch.Refuse(written, StoreRefusal.For(channel, trouble));
        if (whole < written) file.Truncate(before.Size + whole);
        if (whole > 0) return true;

        // As if nothing had happened, so that nobody takes it for a signal.
        _ = file.TrySetTime(before.Time);
        _known.Forget();
        return false;
    }

    private void Finish(LogFile file, Stamp last)
    {
        // Another user's file keeps the time of the write: readers find the message by the size, and count the time as a touch.
        _ = file.TrySetTime(new FileTime(last.Microseconds, 0));
        if (folder.IsFlushed) file.Flush();
    }

    private Stamp? TouchLocked()
    {
        using LogFile? file = folder.Files.Open(_fileName, toAppend: false);
        if (file is null || file.Status() is not { Size: > 0 } before) return null;
        _known.CatchUp(file, before, folder.Now);
        folder.Times.Touch(_fileName);
        FileStatus after = file.Status();
        _known.CatchUp(file, after, folder.Now);
        Stamp stamp = _known.Stamp;
        if (stamp != after.Stamp && LogFolder.TryMove(file, stamp)) _known.CatchUpWithMove(file.Status());
        return stamp;
    }
}
