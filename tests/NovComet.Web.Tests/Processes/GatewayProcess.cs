using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace NovComet.Web.Tests.Processes;

/// <summary>A gateway in a process of its own, on a port that was free.</summary>
internal sealed partial class GatewayProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private GatewayProcess(ChildProcess process, Uri address)
    {
        _process = process;
        Address = address;
        Client = new GatewayClient(address);
    }

    public Uri Address { get; }

    public GatewayClient Client { get; }

    public int Id => _process.Id;

    public string Log => _process.Output + _process.Errors;

    /// <summary>Starts a gateway on a channel directory.</summary>
    public static Task<GatewayProcess> StartAsync(TemporaryDirectory directory, params string[] settings) =>
        StartAsync([$"--NovComet:Directory={directory.Path}", .. settings]);

    public static Task<GatewayProcess> StartAsync(IEnumerable<string> settings, string? folder = null, IReadOnlyDictionary<string, string>? environment = null) =>
        WaitAsync(NovCometProgram.Start(WithPort(settings), folder, environment));

    /// <summary>Waits until a process that was started as a gateway answers.</summary>
    public static async Task<GatewayProcess> WaitAsync(ChildProcess process)
    {
        try
        {
            await Eventually.IsTrueAsync(() => process.HasExited || Greeting().IsMatch(process.Output), "the gateway says where it serves");
            Match greeting = Greeting().Match(process.Output);
            Assert.IsTrue(greeting.Success, $"The gateway ended.\n{process.Output}\n{process.Errors}");
            var gateway = new GatewayProcess(process, new Uri(greeting.Groups[1].Value));
            Assert.AreEqual("healthy", await gateway.Client.StatusAsync("/healthz/live"));
            return gateway;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it as a service manager does.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> StopAsync(TimeSpan? patience = null)
    {
        _process.Send(PosixSignal.SIGTERM);
        return _process.ExitAsync(patience);
    }

    /// <summary>Ends it as the kernel does when memory runs out.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.ExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _process.DisposeAsync();
    }

    private static IEnumerable<string> WithPort(IEnumerable<string> settings) =>
        settings.Any(setting => setting.StartsWith("--urls", StringComparison.Ordinal)) ? settings : settings.Append("--urls=http://127.0.0.1:0");

    [GeneratedRegex(@"serves (http://\S+)/ -")]
    private static partial Regex Greeting();
}
