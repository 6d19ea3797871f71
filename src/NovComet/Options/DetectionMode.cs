namespace NovComet;

/// <summary>How the gateway learns at once that another process changed a channel. The sweep runs in each mode.</summary>
public enum DetectionMode
{
    /// <summary>
    /// <see cref="Watch"/>, except on file systems that say nothing of what other machines change (NFS, SMB and the like):
    /// there it is <see cref="Sweep"/>.
    /// </summary>
    Auto,

    /// <summary>One watch on the channel directory, by the operating system's file events.</summary>
    Watch,

    /// <summary>
    /// The change tokens of a <c>PhysicalFileProvider</c>. They also work by polling, where the environment variable
    /// <c>DOTNET_USE_POLLING_FILE_WATCHER</c> is 1. Each change costs a look at all subscribed channels.
    /// </summary>
    ChangeToken,

    /// <summary>The sweep alone: a change made by another process is answered within <see cref="NovCometOptions.Sleep"/>.</summary>
    Sweep,
}
