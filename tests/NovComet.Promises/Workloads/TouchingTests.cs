using NovComet.Promises.Clients;
using NovComet.Promises.Machinery;

namespace NovComet.Promises.Workloads;

/// <summary>Messages are published to a channel while others touch its file, as signals and with times of their own choosing, also in the past.</summary>
[TestClass]
public sealed class TouchingTests
{
    private const int Retention = 100_000;

    public required TestContext TestContext { get; init; }

    [TestMethod]
    [DataRow("tmpfs")]
    [DataRow("ramfs", DisplayName = "coarse times")]
    public async Task TouchedBetweenMessages_NoMessageIsPassedOver(string fileSystem)
    {
        using var directory = new MountPoint(fileSystem);
        await using Gateways gateways = await Gateways.StartAsync(2, directory.Path, Retention);
        using var run = new Run(Retention, gateways);
        run.Roam(4, "a", () => gateways.Any, TimeSpan.FromMilliseconds(50));
        var publisher = new Publisher(run.History, run.Http, "first", "a");
        await publisher.PublishAsync(gateways.Any);

        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(3) * TestSettings.Soak);
        await Task.WhenAll(
            RepeatAsync(() => publisher.PublishAsync(gateways.Any)),
            RepeatAsync(() => new GatewaySignal(run.Http).SendAsync(gateways.Any, "a")),
            RepeatAsync(() => TouchAsync(Path.Combine(directory.Path, "a.comet"))));
        await publisher.PublishAsync(gateways.Any);
        await run.EndAsync(directory.Path, "a");
        run.KeptAllPromises(TestContext);

        async Task RepeatAsync(Func<Task> step)
        {
            while (!time.IsCancellationRequested) await step();
        }
    }

    /// <summary>As another program does: now, or at a time that it has from somewhere.</summary>
    private static Task TouchAsync(string path) => Task.Run(async () =>
    {
        double seconds = Random.Shared.Next(4) switch { 0 => -3600, 1 => -0.01, 2 => 0, _ => 0.01 };
        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(seconds));
        await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(20)));
    });
}
