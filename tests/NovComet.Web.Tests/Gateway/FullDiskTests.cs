using System.Net;
using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Gateway;

/// <summary>Nothing more fits into the channel directory.</summary>
[TestClass]
public sealed class FullDiskTests
{
    private const string RareSweep = "--NovComet:Sleep=00:01:00";

    [TestMethod]
    public async Task Publish_NewChannelOnAFullDisk_IsNotAcknowledged_AndOthersGoOn()
    {
        await using TinyFileSystem disk = await TinyFileSystem.MountAsync();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync([$"--NovComet:Directory={disk.Path}", RareSweep]);
        string before = await gateway.Client.PublishAsync("news");
        disk.Fill();

        using HttpResponseMessage refused = await gateway.Client.PostPublishAsync("weather");
        Assert.AreEqual(HttpStatusCode.InsufficientStorage, refused.StatusCode);
        Assert.AreEqual("application/problem+json", refused.Content.Headers.ContentType?.MediaType);

        Task<GatewayClient.Answer> held = gateway.Client.PollAsync("news", before);
        string after = await gateway.Client.PublishAsync("news");
        Assert.AreEqual(after, (await held.Within("a channel that exists works on")).Changes["news"]);
    }

    [TestMethod]
    public async Task Start_OnAFullDisk_ServesWhatIsThere()
    {
        await using TinyFileSystem disk = await TinyFileSystem.MountAsync();
        await File.WriteAllTextAsync(Path.Combine(disk.Path, "news.comet"), "");
        disk.Fill();

        await using GatewayProcess gateway = await GatewayProcess.StartAsync([$"--NovComet:Directory={disk.Path}", RareSweep]);
        string before = await gateway.Client.StampAsync("news");
        Task<GatewayClient.Answer> held = gateway.Client.PollAsync("news", before);
        await ChildProcess.RunAsync("touch", Path.Combine(disk.Path, "news.comet"));
        Assert.AreNotEqual(before, (await held.Within("a touch arrives")).Changes["news"]);
    }

    [TestMethod]
    public async Task TouchVerb_OnAFullDisk_SaysSo()
    {
        await using TinyFileSystem disk = await TinyFileSystem.MountAsync();
        disk.Fill();
        NovCometProgram.Result result = await NovCometProgram.RunAsync("touch", "news", $"--NovComet:Directory={disk.Path}");
        result.IsRefused("There is no room for the file of channel 'news'");
        Assert.AreEqual("", result.Output);
    }
}
