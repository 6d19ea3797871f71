using Microsoft.Win32.SafeHandles;

namespace NovComet.Storage.Log;

/// <summary>A channel's file by .NET's own handle.</summary>
internal sealed class PortableLogFile(SafeFileHandle handle) : LogFile
{
    public override FileStatus Status()
    {
        long ticks = File.GetLastWriteTimeUtc(handle).Ticks - DateTime.UnixEpoch.Ticks;
        (long microseconds, long rest) = Math.DivRem(ticks, TimeSpan.TicksPerMicrosecond);
        return new FileStatus(FileKind.Regular, microseconds, (int)rest * 100, RandomAccess.GetLength(handle));
    }

    public override int Read(Span<byte> into, long offset) => RandomAccess.Read(handle, into, offset);

    public override int Append(ReadOnlySpan<byte> bytes, out IOException? trouble)
    {
        trouble = null;
        long end = RandomAccess.GetLength(handle);
        try
        {
            RandomAccess.Write(handle, bytes, end);
            return bytes.Length;
        }
        catch (IOException error)
        {
            trouble = error;
            return (int)Math.Clamp(RandomAccess.GetLength(handle) - end, 0, bytes.Length);
        }
    }

    public override void Truncate(long size) => RandomAccess.SetLength(handle, size);

    public override bool TrySetTime(FileTime time)
    {
        try
        {
            long ticks = (time.Microseconds * TimeSpan.TicksPerMicrosecond) + (time.Nanoseconds / 100);
            File.SetLastWriteTimeUtc(handle, DateTime.UnixEpoch.AddTicks(ticks));
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public override void TakeRightsFrom(LogFile other)
    {
        // A file gets those of its folder.
    }

    public override void Flush() => RandomAccess.FlushToDisk(handle);

    public override void Dispose() => handle.Dispose();
}
