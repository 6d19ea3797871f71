using System.Globalization;
using NovComet.Storage.Native;

namespace NovComet.Watching;

/// <summary>
/// Gives back the inotify instances of watchers that were stopped after their folder was gone. .NET wakes a watcher's reading thread by
/// taking its watch away; where the kernel did that before, the thread sleeps on, with one of the user's 128 instances.
/// </summary>
internal static class InotifyRelease
{
    private const string Link = "anon_inode:inotify";

    /// <summary>Wakes whoever reads an instance without watches: it ends if it was stopped, and else reads on.</summary>
    public static void WakeReaders()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            foreach (string descriptor in Directory.EnumerateFiles("/proc/self/fd").Where(IsWithoutWatches)) Wake(descriptor);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Without /proc, or with a descriptor that was closed meanwhile, the next replacement of a watch tries again.
        }
    }

    private static bool IsWithoutWatches(string descriptor) =>
        string.Equals(new FileInfo(descriptor).LinkTarget, Link, StringComparison.Ordinal)
        && !File.ReadAllText($"/proc/self/fdinfo/{Path.GetFileName(descriptor)}").Contains("inotify wd", StringComparison.Ordinal);

    private static void Wake(string descriptor)
    {
        // A watch that is taken away again is an event by itself.
        int instance = int.Parse(Path.GetFileName(descriptor), NumberStyles.None, CultureInfo.InvariantCulture);
        int watch = LibC.AddWatch(instance, "/", LibC.WatchRemoval);
        if (watch >= 0) _ = LibC.RemoveWatch(instance, watch);
    }
}
