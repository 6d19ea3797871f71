using System.Diagnostics;
using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Gateway;

/// <summary>A file in the working folder, the environment, the command line: each wins over the one before.</summary>
[TestClass]
public sealed class ConfigurationTests
{
    private const string File = """{"NovComet":{"Tries":1,"Sleep":"00:00:00.300","Limits":{"ChannelsPerRequest":1}}}""";

    [TestMethod]
    [DataRow(null, null, 300)]
    [DataRow("3", null, 900)]
    [DataRow("3", "00:00:00.500", 1500)]
    public async Task Hold_IsTakenFromTheNearestSource(string? triesOfEnvironment, string? sleepOfCommandLine, int milliseconds)
    {
        using var directory = new TemporaryDirectory();
        using var folder = new TemporaryDirectory();
        await System.IO.File.WriteAllTextAsync(Path.Combine(folder.Path, "appsettings.json"), File);
        Dictionary<string, string> environment = new() { ["NovComet__Directory"] = directory.Path };
        if (triesOfEnvironment is not null) environment["NovComet__Tries"] = triesOfEnvironment;
        string[] settings = sleepOfCommandLine is null ? [] : [$"--NovComet:Sleep={sleepOfCommandLine}"];
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(settings, folder.Path, environment);
        await gateway.Client.StampAsync("warm-up");

        long started = Stopwatch.GetTimestamp();
        GatewayClient.Answer answer = await gateway.Client.PollAsync("news", "0");
        double held = Stopwatch.GetElapsedTime(started).TotalMilliseconds;

        Assert.IsFalse(answer.IsNews);
        Assert.IsGreaterThan(milliseconds - 50, held);
        Assert.IsLessThan(milliseconds + 550, held);
        using HttpResponseMessage two = await gateway.Client.Http.GetAsync(new Uri("/comet?subscribed[a]=0&subscribed[b]=0", UriKind.Relative));
        Assert.AreEqual(System.Net.HttpStatusCode.BadRequest, two.StatusCode, "The file's other settings stay.");
    }

    [TestMethod]
    public async Task Directory_FromTheEnvironment_IsUsed()
    {
        using var directory = new TemporaryDirectory();
        Dictionary<string, string> environment = new() { ["NovComet__Directory"] = Path.Combine(directory.Path, "inside") };
        await using GatewayProcess gateway = await GatewayProcess.StartAsync([], environment: environment);
        await gateway.Client.PublishAsync("news");
        Assert.IsTrue(System.IO.File.Exists(Path.Combine(directory.Path, "inside", "news.comet")));
    }
}
