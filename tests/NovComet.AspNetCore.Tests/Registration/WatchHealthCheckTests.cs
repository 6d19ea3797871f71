using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Channels;
using NovComet.Storage;
using NovComet.Testing;
using NovComet.Watching;

namespace NovComet.AspNetCore.Tests.Registration;

[TestClass]
public sealed class WatchHealthCheckTests
{
    [TestMethod]
    public async Task Check_WhileAllIsWell_IsHealthy()
    {
        await using CometServer server = await CometServer.StartAsync(new() { Services = services => Watch(services, () => new QuietWatch()) });
        Assert.AreEqual((HealthStatus.Healthy, null), await CheckAsync(server));
    }

    [TestMethod]
    public async Task Check_WithTheSweepAlone_AsTheSettingsAsk_IsHealthy()
    {
        await using CometServer server = await CometServer.StartAsync(new() { Options = options => options.Detection = DetectionMode.Sweep });
        Assert.AreEqual((HealthStatus.Healthy, null), await CheckAsync(server));
    }

    [TestMethod]
    public async Task Check_WithoutTheWatch_IsDegradedWithTheReasonAndHealsByItself()
    {
        bool isBroken = true;
        await using CometServer server = await CometServer.StartAsync(new()
        {
            Options = options => options.Sleep = TimeSpan.FromMilliseconds(20),
            Services = services => Watch(services, () => Volatile.Read(ref isBroken) ? throw new IOException("No watch is left.") : new QuietWatch()),
        });
        (HealthStatus status, string? reason) = await CheckAsync(server);
        Assert.AreEqual(HealthStatus.Degraded, status);
        Assert.StartsWith("No watch is left.", reason!);

        Task<HttpResponseMessage> poll = server.Client.GetAsync("/comet?subscribed[a]=0.000001");
        Stamp stamp = server.Touch("a");
        Assert.Contains($"{stamp}", await (await poll.Within("an answer, by the sweep")).Content.ReadAsStringAsync());

        Volatile.Write(ref isBroken, false);
        await Eventually.IsTrueAsync(() => server.Services.GetRequiredService<WatchKeeper>().Health.Trouble is null, "the watch is back");
        Assert.AreEqual((HealthStatus.Healthy, null), await CheckAsync(server));
    }

    [TestMethod]
    public async Task Check_WhileStopping_IsUnhealthy()
    {
        await using CometServer server = await CometServer.StartAsync();
        server.Core.Stop();
        (HealthStatus status, string? reason) = await CheckAsync(server);
        Assert.AreEqual(HealthStatus.Unhealthy, status);
        Assert.Contains("stopping", reason!);
    }

    private static async Task<(HealthStatus Status, string? Reason)> CheckAsync(CometServer server)
    {
        HealthReport report = await server.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains("ready"));
        HealthReportEntry entry = report.Entries[NovCometServiceCollectionExtensions.HealthCheckName];
        return (entry.Status, entry.Description);
    }

    private static void Watch(IServiceCollection services, Func<IChangeWatch> make) =>
        services.AddSingleton(provider => new WatchKeeper(provider.GetRequiredService<ChannelDirectory>(), make, NullLogger<WatchKeeper>.Instance));

    private sealed class QuietWatch : IChangeWatch
    {
        public string? Trouble => null;

        public void Dispose()
        {
        }
    }
}
