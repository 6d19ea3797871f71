using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Gateway;

/// <summary>The system has no watch left: the gateway starts all the same, says so, and finds changes by the sweep.</summary>
[TestClass]
public sealed class WatchShortageTests
{
    [TestMethod]
    [DoNotParallelize]
    public async Task NoInotifyInstanceLeft_GatewayRunsOnTheSweep_AndRecovers()
    {
        using var directory = new TemporaryDirectory();
        GatewayProcess gateway;
        using (InotifyInstances.TakeAll())
        {
            gateway = await GatewayProcess.StartAsync(directory, "--NovComet:Sleep=00:00:00.200");
            Assert.AreEqual("degraded", await gateway.Client.StatusAsync("/healthz/ready"));
            StringAssert.Contains(gateway.Log, "Not watching the channel directory");

            string before = await gateway.Client.StampAsync("news");
            Task<GatewayClient.Answer> held = gateway.Client.PollAsync("news", before);
            await ChildProcess.RunAsync("touch", directory.FileOf("news"));
            Assert.IsTrue((await held.Within("the sweep finds the change")).IsNews);
        }

        await using (gateway)
        {
            string status = "";
            using var limit = new CancellationTokenSource(TestSettings.Patience);
            while (status != "healthy" && !limit.IsCancellationRequested) status = await gateway.Client.StatusAsync("/healthz/ready");
            Assert.AreEqual("healthy", status, "Once there is a watch again, it is used.");
        }
    }
}
