using System.Diagnostics;

namespace NovComet.Testing;

/// <summary>Runs a program of the system to its end: what another process does, and what only root's tools can.</summary>
public static class ExternalProgram
{
    /// <summary>Runs it; it must succeed.</summary>
    /// <returns>What it printed.</returns>
    public static string Run(string program, params string[] arguments)
    {
        (int code, string output) = TryRun(program, arguments);
        Assert.AreEqual(0, code, $"{program} {string.Join(' ', arguments)} failed: {output}");
        return output;
    }

    /// <summary>Runs it.</summary>
    /// <returns>Its exit code, and what it printed on both of its outputs.</returns>
    public static (int Code, string Output) TryRun(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(TestSettings.Patience)) process.Kill();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }
}
