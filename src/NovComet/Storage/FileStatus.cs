using NovComet.Channels;

namespace NovComet.Storage;

/// <summary>A file as one look saw it; links are not followed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="ModifiedAt">Its modification time in microseconds since the Unix epoch, rounded down.</param>
/// <param name="Nanoseconds">What was cut off of that time: 0 to 999.</param>
/// <param name="Size">How many bytes it has.</param>
/// <param name="Inode">What tells it from another file under the same name, where the platform has such a number.</param>
internal readonly record struct FileStatus(FileKind Kind, long ModifiedAt, int Nanoseconds = 0, long Size = 0, ulong Inode = 0)
{
    public static FileStatus Missing => default;

    public Stamp Stamp => Kind == FileKind.Regular ? Stamp.FromMicroseconds(ModifiedAt) : Stamp.NoFile;

    public FileTime Time => new(ModifiedAt, Nanoseconds);
}
