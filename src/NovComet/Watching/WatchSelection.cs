using Microsoft.Extensions.Options;
using NovComet.Storage;

namespace NovComet.Watching;

/// <summary>Which watch the settings and the file system ask for.</summary>
internal sealed class WatchSelection(IOptions<NovCometOptions> options, ChannelDirectory directory, IChangeSink sink, SweepRequest request)
{
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
            DetectionMode.Auto when FileSystemKind.IsSilent(directory.FullPath) => null,
            _ => new FolderWatch(directory, sink, request.Ask),
        };
    }
}
