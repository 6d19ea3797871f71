namespace NovComet.Storage;

/// <summary>What kind of file system a folder is on.</summary>
internal static class FileSystemKind
{
    // File systems on which other machines can change files, of which this one's kernel says nothing. Names as DriveInfo gives them.
    private static readonly HashSet<string> s_silent = new(StringComparer.OrdinalIgnoreCase)
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smbfs", "v9fs", "9p", "fuse", "virtiofs", "vboxsf", "afs", "ceph", "gfs2", "lustre", "ocfs2", "gpfs",
    };

    /// <summary>Whether a folder is on a file system that does not report what other machines change.</summary>
    public static bool IsSilent(string path) => IsSilentFormat(FormatOf(path));

    /// <summary>The same by the file system's name.</summary>
    public static bool IsSilentFormat(string format) => s_silent.Contains(format);

    /// <summary>The name of a folder's file system; empty where the system does not tell.</summary>
    public static string FormatOf(string path)
    {
        try
        {
            return new DriveInfo(path).DriveFormat;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "";
        }
    }
}
