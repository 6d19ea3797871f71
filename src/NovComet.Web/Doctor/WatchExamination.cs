using NovComet.Storage;

namespace NovComet.Web.Doctor;

/// <summary>Whether the system has a watch left for the gateway.</summary>
internal static class WatchExamination
{
    private static readonly string[] s_limits = ["max_user_instances", "max_user_watches", "max_queued_events"];

    public static IEnumerable<Finding> Run(ChannelDirectory directory)
    {
        string limits = string.Join(", ", s_limits.Select(name => $"{name} {Limit(name)}"));
        if (OperatingSystem.IsLinux()) yield return new Finding(Verdict.Fine, "Watch limits", limits);
        if (!Directory.Exists(directory.FullPath)) yield break;
        yield return TryWatch(directory.FullPath);
    }

    private static Finding TryWatch(string folder)
    {
        try
        {
            using var watcher = new FileSystemWatcher(folder) { EnableRaisingEvents = true };
            return new Finding(Verdict.Fine, "Watch", "the system has a watch left");
        }
        catch (Exception error) when (error is IOException or ArgumentException)
        {
            return new Finding(
                Verdict.Doubtful,
                "Watch",
                $"none to be had: {error.Message}",
                "Until there is one, changes by other processes wait for the sweep. Raise it: sysctl fs.inotify.max_user_instances=1024 (keep it in /etc/sysctl.d).");
        }
    }

    private static string Limit(string name)
    {
        string path = $"/proc/sys/fs/inotify/{name}";
        return File.Exists(path) ? File.ReadAllText(path).Trim() : "unknown";
    }
}
