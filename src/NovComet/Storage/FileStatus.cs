using NovComet.Channels;

namespace NovComet.Storage;

/// <summary>A file as one look saw it; links are not followed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="ModifiedAt">Its modification time in microseconds since the Unix epoch, rounded down.</param>
internal readonly record struct FileStatus(FileKind Kind, long ModifiedAt)
{
    public static FileStatus Missing => default;

    public Stamp Stamp => Kind == FileKind.Regular ? Stamp.FromMicroseconds(ModifiedAt) : Stamp.NoFile;
}
