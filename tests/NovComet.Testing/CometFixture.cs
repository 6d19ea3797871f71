using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NovComet.Hub;

namespace NovComet.Testing;

/// <summary>NovComet in a host without a web server, on a channel directory of its own.</summary>
public sealed class CometFixture : IAsyncDisposable
{
    private readonly IHost _host;

    private CometFixture(IHost host, TemporaryDirectory directory)
    {
        _host = host;
        Directory = directory;
    }

    public TemporaryDirectory Directory { get; }

    public IServiceProvider Services => _host.Services;

    public IComet Comet => Services.GetRequiredService<IComet>();

    internal Comet Core => Services.GetRequiredService<Comet>();

    /// <summary>Starts it.</summary>
    /// <param name="configure">Settings besides the directory.</param>
    /// <param name="services">Services that replace NovComet's own, such as a clock or a store.</param>
    public static async Task<CometFixture> StartAsync(Action<NovCometOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var directory = new TemporaryDirectory();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Debug);
        services?.Invoke(builder.Services);
        builder.Services.AddNovComet(options =>
        {
            options.Directory = directory.Path;
            configure?.Invoke(options);
        });
        IHost host = builder.Build();
        await host.StartAsync();
        return new CometFixture(host, directory);
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        Directory.Dispose();
    }
}
