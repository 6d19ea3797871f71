using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Gateway;

/// <summary>The system has no watch left: the gateway starts all the same, says so, and finds changes by the sweep.</summary>
[TestClass]
public sealed class WatchShortageTests
{
    [TestMethod]
    public async Task NoInotifyInstanceLeft_GatewayRunsOnTheSweep_AndRecovers()
    {
        using var directory = new TemporaryDirectory();
        ChildProcess process = InotifyShortage.Start($"--NovComet:Directory={directory.Path}", "--NovComet:Sleep=00:00:00.200", "--urls=http://127.0.0.1:0");
        await using GatewayProcess gateway = await GatewayProcess.WaitAsync(process);
        await gateway.Client.IsReadyAsync("degraded");
        StringAssert.Contains(gateway.Log, "Not watching the channel directory");

        string before = await gateway.Client.StampAsync("news");
        Task<GatewayClient.Answer> held = gateway.Client.PollAsync("news", before);
        await ChildProcess.RunAsync("touch", directory.FileOf("news"));
        Assert.IsTrue((await held.Within("the sweep finds the change")).IsNews);

        await InotifyShortage.EndAsync(gateway.Id);
        await gateway.Client.IsReadyAsync("healthy");
    }
}
