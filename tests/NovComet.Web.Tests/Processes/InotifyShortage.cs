namespace NovComet.Web.Tests.Processes;

/// <summary>
/// A machine that has no inotify instance left, for one process: a user namespace has a limit of its own, so that the tests beside it
/// keep theirs.
/// </summary>
internal static class InotifyShortage
{
    private const string Limit = "/proc/sys/user/max_inotify_instances";

    public static ChildProcess Start(params string[] arguments)
    {
        Needs.Linux();
        Needs.Root();
        string[] start = ["--user", "--map-root-user", "sh", "-c", $"echo 0 > {Limit} && exec dotnet \"$@\"", "sh", NovCometProgram.Path, .. arguments];
        return ChildProcess.Start(Needs.Tool("unshare", "util-linux"), start);
    }

    /// <summary>Ends the shortage.</summary>
    public static Task EndAsync(int process) => ChildProcess.RunAsync(
        Needs.Tool("nsenter", "util-linux"), "--target", $"{process}", "--user", "--preserve-credentials", "sh", "-c", $"echo 8 > {Limit}");
}
