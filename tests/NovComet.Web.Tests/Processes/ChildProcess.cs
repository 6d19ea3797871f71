using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace NovComet.Web.Tests.Processes;

/// <summary>A program that a test started: what it prints, how it ends, and that it is gone when the test is over.</summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    private static readonly string[] s_settings = ["NovComet", "ASPNETCORE_", "DOTNET_ENVIRONMENT", "Logging"];

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private ChildProcess(ProcessStartInfo start, byte[] input)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Add(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Add(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _process.StandardInput.BaseStream.Write(input);
        _process.StandardInput.Close();
    }

    public int Id => _process.Id;

    public string Output => TextOf(_output);

    public string Errors => TextOf(_errors);

    public static ChildProcess Start(string program, IEnumerable<string> arguments, string? folder = null, IReadOnlyDictionary<string, string>? environment = null, byte[]? input = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? Path.GetTempPath(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The settings of whoever runs the tests are not the test's.
        foreach (string name in start.Environment.Keys.Where(IsSetting).ToList()) start.Environment.Remove(name);
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new ChildProcess(start, input ?? []);
    }

    /// <summary>Runs a program to its end, which has to be a good one.</summary>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        await using ChildProcess child = Start(program, arguments);
        int code = await child.ExitAsync();
        Assert.AreEqual(0, code, $"{program} {string.Join(' ', arguments)}: {child.Errors}");
        return child.Output;
    }

    /// <summary>Waits for the end, and for all that was printed.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync(TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? TestSettings.Patience);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The process did not end.\n{Output}\n{Errors}");
        }

        return _process.ExitCode;
    }

    public bool HasExited => _process.HasExited;

    public void Send(PosixSignal signal) => Assert.AreEqual(0, kill(Id, signal == PosixSignal.SIGINT ? 2 : 15), "The signal was not sent.");

    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static bool IsSetting(string name) =>
        s_settings.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static void Add(StringBuilder text, string? line)
    {
        if (line is null) return;
        lock (text) text.AppendLine(line);
    }

    private static string TextOf(StringBuilder text)
    {
        lock (text) return text.ToString();
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int process, int signal);
}
