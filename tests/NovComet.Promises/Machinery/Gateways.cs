using NovComet.Web.Tests.Processes;

namespace NovComet.Promises.Machinery;

/// <summary>Several gateways on one directory, one of which may be killed and started again.</summary>
internal sealed class Gateways : IAsyncDisposable
{
    private readonly string[] _settings;
    private readonly GatewayProcess[] _gateways;

    private Gateways(string[] settings, GatewayProcess[] gateways) => (_settings, _gateways) = (settings, gateways);

    public static async Task<Gateways> StartAsync(int count, string directory, int retention, params IEnumerable<string> more)
    {
        string[] settings =
        [
            $"--NovComet:Directory={directory}",
            $"--NovComet:Retention:Messages={retention}",
            "--NovComet:Retention:Bytes=1000000000",
            .. more,
        ];
        return new Gateways(settings, await Task.WhenAll(Enumerable.Range(0, count).Select(_ => GatewayProcess.StartAsync(settings))));
    }

    public GatewayProcess this[int index] => Volatile.Read(ref _gateways[index]);

    /// <summary>The address of any of them; it may be one that was killed a moment ago.</summary>
    public Uri Any => this[Random.Shared.Next(_gateways.Length)].Address;

    /// <summary>Ends one as the kernel does when memory runs out, and starts another in its place.</summary>
    public async Task ReplaceAsync(int index)
    {
        await using GatewayProcess killed = this[index];
        await killed.KillAsync();
        Volatile.Write(ref _gateways[index], await GatewayProcess.StartAsync(_settings));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (GatewayProcess gateway in _gateways) await gateway.DisposeAsync();
    }
}
