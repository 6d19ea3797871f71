using NovComet.Promises.Clients;
using NovComet.Promises.Machinery;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Workloads;

/// <summary>Subscribers that are cut every 50 ms, and move between the transports and between two gateways, while others publish.</summary>
[TestClass]
public sealed class RestlessTests
{
    private const int Retention = 100_000;

    public required TestContext TestContext { get; init; }

    [TestMethod]
    [DataRow("tmpfs")]
    [DataRow("ramfs", DisplayName = "coarse times")]
    public async Task CutEvery50Ms_NothingIsLostDisorderedOrDoubled(string fileSystem)
    {
        using var directory = new MountPoint(fileSystem);
        await using Gateways gateways = await Gateways.StartAsync(2, directory.Path, Retention, more: ["--NovComet:Sleep=00:01:00"]);
        using var run = new Run(Retention, gateways);
        string[] channels = ["a", "b"];
        foreach (string channel in channels) run.Roam(3, channel, () => gateways.Any, TimeSpan.FromMilliseconds(50));
        run.Roam(new Subscriber(run.History, "reader-of-both", channels, "0.000001"), () => gateways.Any, TimeSpan.FromMilliseconds(50));

        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(3) * TestSettings.Soak);
        await Task.WhenAll(channels.SelectMany(channel => Enumerable.Range(0, 3).Select(i => PublishAsync(new Publisher(run.History, run.Http, $"w{i}", channel)))));
        await run.EndAsync(directory.Path, channels);

        run.KeptAllPromises(TestContext);
        Assert.IsGreaterThan(50 * TestSettings.Soak, run.History.Connections.Count, "Nobody was restless.");

        async Task PublishAsync(Publisher publisher)
        {
            while (!time.IsCancellationRequested)
            {
                Publication publication = await publisher.PublishAsync(gateways.Any);
                Assert.IsNotNull(publication.Stamp, publication.Refusal ?? "The connection broke.");
            }
        }
    }
}
