using NovComet.Storage.Log;

namespace NovComet.Storage.Native;

/// <summary>A channel's file by its descriptor. .NET's own streams would take a lock of their own, and do not append where others do.</summary>
internal sealed unsafe class LinuxLogFile(int descriptor) : LogFile
{
    public override FileStatus Status() => Look().Status;

    public override int Read(Span<byte> into, long offset)
    {
        fixed (byte* buffer = into)
        {
            nint read = LibC.ReadAt(descriptor, buffer, (nuint)into.Length, offset);
            return read >= 0 ? (int)read : throw Errno.LastAsException();
        }
    }

    public override int Append(ReadOnlySpan<byte> bytes, out IOException? trouble)
    {
        trouble = null;
        int written = 0;
        fixed (byte* buffer = bytes)
        {
            // One write, unless the file system has room for a part only: then the next one says why.
            while (written < bytes.Length && trouble is null)
            {
                nint count = LibC.Write(descriptor, buffer + written, (nuint)(bytes.Length - written));
                if (count > 0) written += (int)count;
                else trouble = Errno.LastAsException();
            }
        }

        return written;
    }

    public override void Truncate(long size)
    {
        if (LibC.Truncate(descriptor, size) != 0) throw Errno.LastAsException();
    }

    public override bool TrySetTime(FileTime time)
    {
        TimeSpec* times = stackalloc TimeSpec[2];
        times[0] = TimeSpec.Keep;
        times[1] = TimeSpec.At(time);
        return LibC.SetTimes(descriptor, times) == 0;
    }

    public override void TakeRightsFrom(LogFile other)
    {
        StatXBuffer rights = ((LinuxLogFile)other).Look();

        // The owner first: giving a file away takes some of its rights away.
        _ = LibC.ChangeOwner(descriptor, rights.User, rights.Group);
        _ = LibC.ChangeMode(descriptor, (uint)(rights.Mode & ~StatXBuffer.TypeMask));
    }

    public override void Flush()
    {
        if (LibC.FlushContent(descriptor) != 0) throw Errno.LastAsException();
    }

    public override void Dispose() => _ = LibC.Close(descriptor);

    private StatXBuffer Look()
    {
        byte noPath = 0;
        return LibC.StatX(descriptor, &noPath, LibC.TheDescriptorItself, StatXBuffer.WantBasics, out StatXBuffer found) == 0
            ? found
            : throw Errno.LastAsException();
    }
}
