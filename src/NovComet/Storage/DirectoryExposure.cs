namespace NovComet.Storage;

/// <summary>Who else can write to the channel directory, and what that means.</summary>
internal static class DirectoryExposure
{
    private const uint Root = 0;

    /// <summary>What is doubtful about a folder's owner and permissions, with what to do; null where nothing is.</summary>
    public static (string Concern, string Advice)? Of(string path)
    {
        if (!OperatingSystem.IsLinux() || FileOwner.Of(path) is not { } owner) return null;

        UnixFileMode mode = File.GetUnixFileMode(path);
        bool isOpen = mode.HasFlag(UnixFileMode.OtherWrite);
        if (isOpen && mode.HasFlag(UnixFileMode.StickyBit))
            return ("it belongs to everybody, and any user can block a channel's name", "Give the gateway a folder of its own, such as /dev/shm/novcomet, and move the publishers there.");
        if (isOpen)
            return ("any user of this machine can publish", $"Unless that is wanted: chmod o-w {path}, and put the publishers into its group.");
        if (owner.User != Root && owner.User != FileOwner.Self)
            return ($"it belongs to user {owner.User}, who is neither this process's user nor root", "Make sure that this user is to be trusted with all channels.");
        return null;
    }
}
