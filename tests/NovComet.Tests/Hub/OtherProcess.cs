using System.Diagnostics;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

/// <summary>Another process that touches files.</summary>
internal static class OtherProcess
{
    /// <summary>Touches a file many times by the shell's own <c>touch</c>, as fast as it goes.</summary>
    public static Task TouchByShellAsync(string file, int times) =>
        RunAsync(Needs.Tool("sh", "dash"), "-c", $"i=0; while [ $i -lt {times} ]; do touch \"$1\"; i=$((i+1)); done", "sh", file);

    /// <summary>Touches a file many times by PHP's <c>touch()</c>, as the original publishes.</summary>
    public static Task TouchByPhpAsync(string file, int times) =>
        RunAsync(Needs.Tool("php", "php-cli"), "-r", $"for ($i = 0; $i < {times}; $i++) {{ touch($argv[1]); usleep(200); }}", file);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync(limit.Token);
        Assert.AreEqual(0, process.ExitCode);
    }
}
