using NovComet.Promises.Machinery;

namespace NovComet.Promises.Workloads;

/// <summary>24 writers in 3 processes write straight into one channel's file, which subscribers follow. A soak of 100 makes it a million messages.</summary>
[TestClass]
public sealed class ManyWritersTests
{
    private const int Retention = 50_000;
    private const int Processes = 3;
    private const int WritersEach = 8;
    private const int MessagesEach = 417;

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task WritersInThreeProcesses_AllStampsRise_NothingIsLost()
    {
        using var directory = new TemporaryDirectory();
        await using Gateways gateways = await Gateways.StartAsync(2, directory.Path, Retention, more: ["--NovComet:Sleep=00:01:00"]);
        using var run = new Run(Retention, gateways);
        run.Roam(3, "a", () => gateways.Any, TimeSpan.FromMilliseconds(500));

        WriterProcess[] processes = [.. Enumerable.Range(0, Processes).Select(i => new WriterProcess(run.History, directory.Path, "a", $"p{i}", WritersEach, MessagesEach * TestSettings.Soak))];
        foreach (WriterProcess process in processes)
        {
            Assert.AreEqual(0, await process.EndAsync());
            Assert.AreEqual(WritersEach * MessagesEach * TestSettings.Soak, process.Acknowledged);
        }

        await run.EndAsync(directory.Path, "a");
        run.KeptAllPromises(TestContext);
    }
}
