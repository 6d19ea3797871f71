using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Registration;

[TestClass]
public sealed class AddNovCometTests
{
    [TestMethod]
    public async Task Options_FromTheConfiguration_AreBound()
    {
        await using CometServer server = await CometServer.StartAsync(new()
        {
            Configuration = new()
            {
                ["NovComet:Tries"] = "3",
                ["NovComet:Sleep"] = "00:00:00.050",
                ["NovComet:Detection"] = "Sweep",
                ["NovComet:GetPublish"] = "false",
                ["NovComet:Limits:Subscribers"] = "7",
                ["NovComet:Limits:ChannelsPerRequest"] = "5",
                ["NovComet:AllowedOrigins:0"] = "https://a.example",
            },
        });
        NovCometOptions options = OptionsOf(server);
        Assert.AreEqual((3, TimeSpan.FromMilliseconds(50), DetectionMode.Sweep, false), (options.Tries, options.Sleep, options.Detection, options.GetPublish));
        Assert.AreEqual((7, 5), (options.Limits.Subscribers, options.Limits.ChannelsPerRequest));
        CollectionAssert.AreEqual((string[])["https://a.example"], options.AllowedOrigins.ToArray());
    }

    [TestMethod]
    public async Task Options_InCode_WinOverTheConfiguration()
    {
        await using CometServer server = await CometServer.StartAsync(new()
        {
            Configuration = new() { ["NovComet:Tries"] = "3", ["NovComet:Sleep"] = "00:00:01" },
            Options = options => options.Tries = 4,
        });
        Assert.AreEqual((4, TimeSpan.FromSeconds(1)), (OptionsOf(server).Tries, OptionsOf(server).Sleep));
    }

    [TestMethod]
    public void Options_FromASectionOfOnesOwn_AreBound()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Push:Tries", (string?)"3")]).Build();
        using ServiceProvider services = new ServiceCollection().AddLogging().AddNovComet(configuration.GetSection("Push")).BuildServiceProvider();
        Assert.AreEqual(3, services.GetRequiredService<IOptions<NovCometOptions>>().Value.Tries);
    }

    [TestMethod]
    public async Task AddNovComet_Twice_DoesNoHarm()
    {
        await using CometServer server = await CometServer.StartAsync(new() { Services = services => services.AddNovComet() });
        Assert.AreEqual("true", await server.GetStringAsync("publish=a"));
        Assert.AreEqual(1, server.Services.GetServices<IHostedService>().Count(service => service.GetType().Name == "CometService"));
        Assert.HasCount(1, server.Services.GetServices<IValidateOptions<NovCometOptions>>().OfType<NovCometOptionsValidator>());
    }

    [TestMethod]
    public async Task Mistakes_InTheOptions_AreReportedAllAtOnceAtStart()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddNovComet(options =>
        {
            (options.Tries, options.Sleep, options.DirectoryMode) = (0, TimeSpan.FromDays(2), "rwx");
            options.Limits.ChannelsPerRequest = 0;
            options.AllowedOrigins = ["example.org", "https://example.org/page"];
        });
        await using WebApplication app = builder.Build();
        OptionsValidationException error = await Assert.ThrowsExactlyAsync<OptionsValidationException>(() => app.StartAsync());
        string[] named = [.. error.Failures.Select(failure => failure.Split(' ')[0])];
        CollectionAssert.AreEquivalent(
            (string[])["NovComet:DirectoryMode", "NovComet:Tries", "NovComet:Sleep", "NovComet:Limits:ChannelsPerRequest", "NovComet:AllowedOrigins", "NovComet:AllowedOrigins"],
            named);
    }

    [TestMethod]
    public async Task Directory_ThatCannotBeMade_StopsTheStartWithASentence()
    {
        using var directory = new TemporaryDirectory();
        CometServerSetup setup = new() { Directory = directory, Options = options => options.Directory = "/dev/null/channels" };
        IOException error = await Assert.ThrowsExactlyAsync<IOException>(() => CometServer.StartAsync(setup));
        Assert.Contains("NovComet:Directory", error.Message);
    }

    [TestMethod]
    public async Task Application_DisposedWithoutBeingStopped_SweepsNoMore()
    {
        using var directory = new TemporaryDirectory();
        var time = new ManualTime();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddNovComet(options => options.Directory = directory.Path);
        await using (WebApplication app = builder.Build())
        {
            await app.StartAsync();
            await Eventually.IsTrueAsync(() => time.TimersSet == 2, "the sweep waits for its next time, and so do the idle channels");
        }

        await Eventually.IsTrueAsync(() => time.TimersSet == 0, "both have ended");
    }

    private static NovCometOptions OptionsOf(CometServer server) => server.Services.GetRequiredService<IOptions<NovCometOptions>>().Value;
}
