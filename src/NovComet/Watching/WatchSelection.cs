using Microsoft.Extensions.Options;
using NovComet.Storage;

namespace NovComet.Watching;

/// <summary>Which watch the settings and the file system ask for.</summary>
internal sealed class WatchSelection(IOptions<NovCometOptions> options, ChannelDirectory directory, IChangeSink sink, SweepRequest request)
{
    // File systems on which other machines can change files, of which this one's kernel says nothing. Names as DriveInfo gives them.
    private static readonly HashSet<string> s_silent = new(StringComparer.OrdinalIgnoreCase)
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smbfs", "v9fs", "9p", "fuse", "virtiofs", "vboxsf", "afs", "ceph", "gfs2", "lustre", "ocfs2", "gpfs",
    };

    /// <summary>Starts the watch on the channel directory, which must exist.</summary>
    /// <returns>The watch; null where the sweep alone is asked for.</returns>
    /// <exception cref="IOException">The system has no watch left.</exception>
    public IChangeWatch? Make()
    {
        // Where the application says what changed, the files do not.
        if (options.Value.TimestampCheck is not null) return null;
        return options.Value.Detection switch
        {
            DetectionMode.Sweep => null,
            DetectionMode.ChangeToken => new TokenWatch(directory, request.Ask),
            DetectionMode.Auto when IsSilent(directory.FullPath) => null,
            _ => new FolderWatch(directory, sink, request.Ask),
        };
    }

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
