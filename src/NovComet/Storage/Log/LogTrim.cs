using System.Buffers;
using NovComet.Channels;

namespace NovComet.Storage.Log;

/// <summary>
/// Takes old messages away: what stays is written to a new file, which takes the place of the old one in one step. Who reads the old one
/// meanwhile reads it to its end.
/// </summary>
internal sealed class LogTrim(LogFolder folder, ChannelName channel)
{
    private const int CopiedAtOnce = 64 * 1024;

    /// <summary>Trims a file that has become too long. Trouble is logged: the messages themselves are safe.</summary>
    public void RunIfDue(LogFile file, KnownLog known)
    {
        bool isDue = folder.Bounds.IsBeyond(known.Count) || folder.Bounds.IsBeyond(known.Bytes) || folder.Bounds.IsTooOld(known.Oldest);
        if (!isDue || known.TakeOld(folder.Bounds) is not { } last) return;
        try
        {
            Run(file, known, last);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            known.Forget();
            folder.LogNotTrimmed(channel.Value, error.Message);
        }
    }

    private void Run(LogFile file, KnownLog known, in KnownRecord last)
    {
        folder.Directory.EnsureOwnFolder();
        string path = folder.PathOfNewFile();
        using LogFile fresh = folder.Files.Create(path, folder.Directory.FileMode);
        try
        {
            LogPlace place = known.Place!;
            fresh.TakeRightsFrom(file);
            Write(fresh, new LogHeader(last.Stamp, place.Life), file, last.End, place.Size);
            _ = fresh.TrySetTime(place.Time);
            if (folder.IsFlushed) fresh.Flush();
            folder.Files.Replace(path, ChannelDirectory.FileNameOf(channel));
        }
        catch
        {
            File.Delete(path);
            throw;
        }

        if (folder.IsFlushed) folder.Files.FlushFolder();
        PassOnTouch(file, known.Place!);
        known.Move(fresh.Status(), last, folder.Now);
    }

    private static void Write(LogFile fresh, LogHeader header, LogFile file, long start, long end)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(CopiedAtOnce);
        try
        {
            int filled = header.Write(buffer);
            while (true)
            {
                int wanted = (int)Math.Min(buffer.Length - filled, end - start);
                int read = wanted == 0 ? 0 : file.Read(buffer.AsSpan(filled, wanted), start);
                fresh.Append(buffer.AsSpan(0, filled + read), out IOException? trouble);
                if (trouble is not null) throw trouble;
                start += read;
                filled = 0;
                if (read == 0 || start >= end) return;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Who touched the old file in the last moment meant the channel.</summary>
    private void PassOnTouch(LogFile old, LogPlace place)
    {
        if (old.Status().Time != place.Time) folder.Times.Touch(ChannelDirectory.FileNameOf(channel));
    }
}
