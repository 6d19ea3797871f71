using NovComet.Promises.Clients;
using NovComet.Promises.Machinery;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Workloads;

/// <summary>A channel keeps five messages, and is trimmed at full speed while subscribers fall behind and come back.</summary>
[TestClass]
public sealed class TrimmingTests
{
    private const int Retention = 5;

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task TrimmedWhileSubscribersResume_WhatIsMissingIsAnnounced()
    {
        using var directory = new TemporaryDirectory();
        await using Gateways gateways = await Gateways.StartAsync(2, directory.Path, Retention);
        using var run = new Run(Retention, gateways);
        run.Roam(6, "a", () => gateways.Any, TimeSpan.FromMilliseconds(50));

        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(3) * TestSettings.Soak);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => PublishAsync(new Publisher(run.History, run.Http, $"w{i}", "a"))));
        await run.EndAsync(directory.Path, "a");

        run.KeptAllPromises(TestContext);
        Assert.IsTrue(run.History.Connections.Any(connection => connection.Sightings.Any(sighting => sighting.Kind == SightingKind.Gap)), "Nobody fell behind.");

        async Task PublishAsync(Publisher publisher)
        {
            while (!time.IsCancellationRequested) await publisher.PublishAsync(gateways.Any);
        }
    }
}
