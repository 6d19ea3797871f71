using NovComet.Promises.Checking;
using NovComet.Promises.Clients;
using NovComet.Promises.Machinery;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Workloads;

/// <summary>Subscribers that do not read what they are sent.</summary>
[TestClass]
public sealed class SlowReaderTests
{
    private const int Retention = 100;
    private const int HeapMegabytes = 64;
    private const int MessageBytes = 12_000;

    public required TestContext TestContext { get; init; }

    /// <summary>The slow one is on a second channel, too, whose messages are more than the buffers on the way to it hold.</summary>
    [TestMethod]
    public async Task OneAmongAThousand_DelaysNobody_AndIsToldOfItsGap()
    {
        using var directory = new TemporaryDirectory();
        await using Gateways gateways = await Gateways.StartAsync(1, directory.Path, Retention);
        using var run = new Run(Retention, gateways);
        var pause = new TaskCompletionSource();
        var slow = new Subscriber(run.History, "slow", ["a", "big"], "0.000001");
        Subscriber[] fast = [.. Enumerable.Range(0, 1000).Select(i => new Subscriber(run.History, $"fast-{i}", ["a"], "0.000001"))];

        Uri gateway = gateways.Any;
        using var over = new CancellationTokenSource();
        Task following = Task.WhenAll([
            slow.ConnectAsync(new EventStreaming(run.Http, pause.Task), gateway, over.Token),
            .. fast.Select(subscriber => subscriber.ConnectAsync(new EventStreaming(run.Http), gateway, over.Token)),
        ]);
        await Eventually.IsTrueAsync(() => slow.IsTold && fast.All(subscriber => subscriber.IsTold), "all are connected", TimeSpan.FromMinutes(1));

        await PublishAsync(new Publisher(run.History, run.Http, "w", "big"), gateway, 400, padding: 60_000);
        await PublishAsync(new Publisher(run.History, run.Http, "w", "a"), gateway, Retention + 20, padding: 100);
        run.PublishedAll("a", "big");
        await Eventually.IsTrueAsync(() => fast.All(subscriber => subscriber.IsAtEnd), "all but the slow one have everything", TimeSpan.FromMinutes(1));
        Assert.IsFalse(slow.IsAtEnd);

        pause.SetResult();
        await Eventually.IsTrueAsync(() => slow.IsAtEnd, "the slow one reads on");
        await over.CancelAsync();
        await following;
        await run.EndAsync(directory.Path, "a", "big");
        run.KeptAllPromises(TestContext, DelayCheck.Check(run.History, slow.Name, TestSettings.Patience));
        Connection lagged = run.History.Connections.Single(connection => connection.Subscriber == slow.Name);
        Assert.AreEqual("a big", string.Join(' ', lagged.Sightings.Where(sighting => sighting.Kind == SightingKind.Gap).Select(gap => gap.Channel).Distinct().Order()));
    }

    [TestMethod]
    public async Task SeveralOnABusyChannel_CostBoundedMemory()
    {
        using var directory = new TemporaryDirectory();
        await using Gateways gateways = await Gateways.StartAsync(1, directory.Path, Retention, HeapMegabytes);
        using var run = new Run(Retention, gateways);
        run.Roam(1, "a", () => gateways.Any, TimeSpan.FromMilliseconds(500));
        var pause = new TaskCompletionSource();
        using var over = new CancellationTokenSource();
        Subscriber[] slow = [.. Enumerable.Range(0, 10).Select(i => new Subscriber(run.History, $"slow-{i}", ["a"], "0.000001"))];
        Task following = Task.WhenAll(slow.Select(subscriber => subscriber.ConnectAsync(new EventStreaming(run.Http, pause.Task), gateways.Any, over.Token)));
        await Eventually.IsTrueAsync(() => slow.All(subscriber => subscriber.IsTold), "all are connected");

        // What one of them has missed would fill the memory of the gateway twice.
        int messages = HeapMegabytes * 1024 * 1024 / MessageBytes * 2 / 4 * TestSettings.Soak;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => PublishAsync(new Publisher(run.History, run.Http, $"w{i}", "a"), gateways.Any, messages, MessageBytes * 2)));
        run.PublishedAll("a");
        pause.SetResult();
        await Eventually.IsTrueAsync(() => slow.All(subscriber => subscriber.IsAtEnd), "the slow ones read on");
        await over.CancelAsync();
        await following;
        await run.EndAsync(directory.Path, "a");
        run.KeptAllPromises(TestContext);
    }

    private static async Task PublishAsync(Publisher publisher, Uri gateway, int messages, int padding)
    {
        for (int i = 0; i < messages; i++)
        {
            Publication publication = await publisher.PublishAsync(gateway, padding);
            Assert.IsNotNull(publication.Stamp, publication.Refusal ?? "The gateway is gone.");
        }
    }
}
