using System.Net.NetworkInformation;
using System.Runtime.InteropServices;

namespace NovComet.Testing;

/// <summary>What a test needs of the machine. Without it the test is skipped with a reason; in CI it fails.</summary>
public static partial class Needs
{
    /// <summary>A program on the path.</summary>
    /// <returns>Its full path.</returns>
    public static string Tool(string name, string package)
    {
        string? found = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        if (found is null) Missing($"This test needs '{name}': install it (Debian: apt-get install {package}).");
        return found!;
    }

    /// <summary>A file that a set-up step makes.</summary>
    public static string Prepared(string path, string howToGetIt)
    {
        if (!File.Exists(path)) Missing($"This test needs {Path.GetFileName(path)}: {howToGetIt}");
        return path;
    }

    /// <summary>The rights of root, for mounts and foreign owners.</summary>
    public static void Root()
    {
        if (geteuid() != 0) Missing("This test needs root: it mounts file systems or changes owners.");
    }

    /// <summary>A port that nobody listens on.</summary>
    public static void FreePort(int port)
    {
        if (IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port))
            Missing($"This test needs port {port}, and something else listens there: stop it.");
    }

    /// <summary>Linux, for what only it has.</summary>
    public static void Linux()
    {
        if (!OperatingSystem.IsLinux()) Assert.Inconclusive("This test is about Linux.");
    }

    private static void Missing(string reason)
    {
        if (TestSettings.IsCi) Assert.Fail(reason);
        Assert.Inconclusive(reason);
    }

    [LibraryImport("libc")]
    private static partial uint geteuid();
}
