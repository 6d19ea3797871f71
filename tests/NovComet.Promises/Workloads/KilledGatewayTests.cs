using NovComet.Promises.Clients;
using NovComet.Promises.Machinery;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Workloads;

/// <summary>One of two gateways is killed again and again under load; publishers and subscribers go to whichever is there.</summary>
[TestClass]
public sealed class KilledGatewayTests
{
    private const int Retention = 100_000;

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task KilledUnderLoad_AcknowledgedIsDelivered_AndAKeyIsOneMessage()
    {
        using var directory = new TemporaryDirectory();
        await using Gateways gateways = await Gateways.StartAsync(2, directory.Path, Retention);
        using var run = new Run(Retention, gateways);
        run.Roam(4, "a", () => gateways.Any, TimeSpan.FromMilliseconds(200));

        using var time = new CancellationTokenSource();
        Task[] publishers =
        [
            .. Enumerable.Range(0, 3).Select(i => PublishAsync(new Publisher(run.History, run.Http, $"once-or-not-{i}", "a"))),
            .. Enumerable.Range(0, 3).Select(i => PublishOnceAsync(new Publisher(run.History, run.Http, $"exactly-once-{i}", "a"))),
        ];
        for (int kill = 0; kill < 3 * TestSettings.Soak; kill++)
        {
            await Task.Delay(TimeSpan.FromSeconds(TestSettings.Soak > 1 ? 2 : 0.5), TestContext.CancellationToken);
            await gateways.ReplaceAsync(kill % 2);
        }

        await time.CancelAsync();
        await Task.WhenAll(publishers);
        await run.EndAsync(directory.Path, "a");

        run.KeptAllPromises(TestContext);
        foreach (Publication publication in run.History.Publications.Where(publication => publication.Content.Writer.StartsWith("exactly", StringComparison.Ordinal)))
            Assert.IsNotNull(publication.Stamp, $"{publication}: {publication.Refusal}");

        async Task PublishAsync(Publisher publisher)
        {
            while (!time.IsCancellationRequested) await publisher.PublishAsync(gateways.Any);
        }

        async Task PublishOnceAsync(Publisher publisher)
        {
            while (!time.IsCancellationRequested) await publisher.PublishOnceAsync(() => gateways.Any, TestContext.CancellationToken);
        }
    }
}
