namespace NovComet.Storage;

/// <summary>What stands where a channel's file belongs.</summary>
internal enum FileKind
{
    Missing,
    Regular,

    /// <summary>A folder, a link, a pipe, a device: whatever it is, it is no channel.</summary>
    Other,
}
