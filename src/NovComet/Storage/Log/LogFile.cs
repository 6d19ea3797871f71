namespace NovComet.Storage.Log;

/// <summary>A channel's file, open.</summary>
internal abstract class LogFile : IDisposable
{
    /// <summary>The file as it is now, under whatever name.</summary>
    public abstract FileStatus Status();

    /// <summary>Reads from a place on.</summary>
    /// <returns>How many bytes were read; 0 at the end.</returns>
    public abstract int Read(Span<byte> into, long offset);

    /// <summary>Writes at the end of the file.</summary>
    /// <param name="bytes">What.</param>
    /// <param name="trouble">Why not all of it was written; null where it was.</param>
    /// <returns>How many bytes were written.</returns>
    public abstract int Append(ReadOnlySpan<byte> bytes, out IOException? trouble);

    /// <summary>Cuts off what is behind a place.</summary>
    public abstract void Truncate(long size);

    /// <summary>Sets the modification time.</summary>
    /// <returns>Whether that is permitted: only a file's owner may set any time.</returns>
    public abstract bool TrySetTime(FileTime time);

    /// <summary>Gives the file, which is new, the owner and the rights of another one, as far as that is permitted.</summary>
    public abstract void TakeRightsFrom(LogFile other);

    /// <summary>Waits until the content is on the disk.</summary>
    public abstract void Flush();

    public abstract void Dispose();
}
