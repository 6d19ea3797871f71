using System.Globalization;
using System.Text.RegularExpressions;
using NovComet.Web.Tests.Processes;

namespace NovComet.Promises.Machinery;

/// <summary>Several gateways on one directory, one of which may be killed and started again.</summary>
internal sealed partial class Gateways : IAsyncDisposable
{
    private readonly Func<Task<GatewayProcess>> _start;
    private readonly GatewayProcess[] _gateways;

    private Gateways(Func<Task<GatewayProcess>> start, GatewayProcess[] gateways) => (_start, _gateways) = (start, gateways);

    /// <summary>Starts them.</summary>
    /// <param name="count">How many.</param>
    /// <param name="directory">The channel directory.</param>
    /// <param name="retention">How many messages of a channel are retained.</param>
    /// <param name="heapMegabytes">How much memory each may take for its objects; null for all there is.</param>
    /// <param name="more">Other settings.</param>
    public static async Task<Gateways> StartAsync(int count, string directory, int retention, int? heapMegabytes = null, IEnumerable<string>? more = null)
    {
        string[] settings =
        [
            $"--NovComet:Directory={directory}",
            $"--NovComet:Retention:Messages={retention}",
            "--NovComet:Retention:Bytes=1000000000",
            "--NovComet:TcpPort=0",
            .. more ?? [],
        ];
        var environment = new Dictionary<string, string>();
        if (heapMegabytes is { } limit) environment["DOTNET_GCHeapHardLimit"] = $"{limit * 1024L * 1024:X}";
        Task<GatewayProcess> StartOneAsync() => GatewayProcess.StartAsync(settings, null, environment);
        return new Gateways(StartOneAsync, await Task.WhenAll(Enumerable.Range(0, count).Select(_ => StartOneAsync())));
    }

    public GatewayProcess this[int index] => Volatile.Read(ref _gateways[index]);

    /// <summary>The address of any of them; it may be one that was killed a moment ago.</summary>
    public Uri Any => this[Random.Shared.Next(_gateways.Length)].Address;

    /// <summary>The port for raw TCP of the gateway at an address; 0, to which nobody can connect, if it is no more.</summary>
    public int TcpPortOf(Uri address) =>
        Array.Find(_gateways, gateway => gateway.Address == address) is { } found
            ? int.Parse(TcpAddress().Match(found.Log).Groups[1].Value, CultureInfo.InvariantCulture)
            : 0;

    /// <summary>Ends one as the kernel does when memory runs out, and starts another in its place.</summary>
    public async Task ReplaceAsync(int index)
    {
        GatewayProcess killed = this[index];
        await killed.KillAsync();
        Volatile.Write(ref _gateways[index], await _start());
        await killed.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (GatewayProcess gateway in _gateways) await gateway.DisposeAsync();
    }

    [GeneratedRegex(@"one a line, on \S+:(\d+)\.")]
    private static partial Regex TcpAddress();
}
