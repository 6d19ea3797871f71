using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

[TestClass]
public sealed class CometMetricsTests
{
    [TestMethod]
    public async Task Metrics_PollHeldAndAnswered_MoveAndGoBackToZero()
    {
        await using CometFixture fixture = await CometFixture.StartAsync();
        using var meters = new MeterReader(fixture);
        Task<PollAnswer>[] polls = [fixture.HeldPoll("a", Position.Now), fixture.HeldPoll("a", Position.Now), fixture.HeldPoll("b", Position.Now)];
        Assert.AreEqual(3, meters.Sum("novcomet.subscribers.held"));
        Assert.AreEqual(2, meters.Sum("novcomet.channels.subscribed"));
        Assert.AreEqual(0, meters.Sum("novcomet.publishes"));

        await fixture.Comet.TouchAsync("a");
        await fixture.Comet.TouchAsync("b");
        foreach (Task<PollAnswer> poll in polls) await poll.AnswerAsync();

        Assert.AreEqual(0, meters.Sum("novcomet.subscribers.held"));
        Assert.AreEqual(0, meters.Sum("novcomet.channels.subscribed"));
        Assert.AreEqual(2, meters.Sum("novcomet.publishes"));
        await Eventually.IsTrueAsync(() => meters.Sum("novcomet.wakes") == 3, "all three are counted, after they were woken");
        await Eventually.IsTrueAsync(() => meters.Count("novcomet.answer.latency") == 3, "all three are counted, after they were woken");
        Assert.IsInRange(0, 10, meters.Sum("novcomet.answer.latency"));
    }

    [TestMethod]
    public async Task Wakes_SameChangeNoticedTwice_CountsOnce()
    {
        await using CometFixture fixture = await CometFixture.StartAsync(options =>
            (options.Detection, options.Sleep) = (DetectionMode.Sweep, TimeSpan.FromMinutes(10)));
        using var meters = new MeterReader(fixture);
        await using IAsyncEnumerator<ChannelEvent> stream = fixture.Comet.SubscribeAsync(["a"]).GetAsyncEnumerator();
        var context = new ManualContext();
        Task<bool> next = context.Run(() => stream.MoveNextAsync().AsTask());
        fixture.Touch("a");

        for (int looks = 0; looks < 5; looks++) await fixture.LookAtAllAsync();
        await Eventually.IsTrueAsync(() => context.HasWork, "the wake-up");
        context.RunWaiting();

        Assert.IsTrue(await next.Within("the change"));
        Assert.AreEqual(1, meters.Sum("novcomet.wakes"));
    }

    [TestMethod]
    public async Task Latency_TimeSetByHand_SaysNothing()
    {
        await using CometFixture fixture = await CometFixture.StartAsync();
        fixture.Touch("a", DateTime.UtcNow.AddDays(-2));
        using var meters = new MeterReader(fixture);
        Task<PollAnswer> poll = fixture.HeldPoll("a", Position.After(fixture.StampOf("a")));

        fixture.Touch("a", DateTime.UtcNow.AddDays(-1));
        await poll.AnswerAsync();

        Assert.AreEqual(0, meters.Count("novcomet.answer.latency"));
    }

    [TestMethod]
    [DataRow(DetectionMode.Watch)]
    [DataRow(DetectionMode.Sweep)]
    public async Task WatchUp_DirectoryInTheWay_GoesDownAndUpAgain(DetectionMode detection)
    {
        await using CometFixture fixture = await CometFixture.StartAsync(options =>
        {
            options.Detection = detection;
            options.Sleep = TimeSpan.FromMilliseconds(20);
        });
        using var meters = new MeterReader(fixture);
        Assert.AreEqual(1, meters.Observe("novcomet.watch.up"));

        await Eventually.IsTrueAsync(() => TryPutInTheWay(fixture.Directory.Path), "a file where the directory belongs");
        await Eventually.IsTrueAsync(() => meters.Observe("novcomet.watch.up") == 0, "the watch going down");

        File.Delete(fixture.Directory.Path);
        await Eventually.IsTrueAsync(() => meters.Observe("novcomet.watch.up") == 1, "the watch coming up");
        Assert.IsGreaterThan(0, meters.Count("novcomet.sweep.duration"));
    }

    [TestMethod]
    public async Task LinesDamaged_WriterThatDiedInTheMiddle_IsCounted()
    {
        await using CometFixture fixture = await CometFixture.StartAsync();
        using var meters = new MeterReader(fixture);
        await fixture.Comet.PublishAsync("a", MessageContent.FromText("whole"));
        File.AppendAllText(fixture.Directory.FileOf("a"), "{\"t\":17,\"d\":\"ha");
        await fixture.Comet.PublishAsync("a", MessageContent.FromText("also whole"));
        PollAnswer answer = await fixture.PollAsync("a", Position.Earliest).AnswerAsync();

        Assert.HasCount(2, answer.Changes);
        Assert.IsGreaterThanOrEqualTo(1, meters.Observe("novcomet.lines.damaged"));
    }

    /// <summary>The sweep makes the directory again; now and then a file can be there first.</summary>
    private static bool TryPutInTheWay(string directory)
    {
        try
        {
            if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
            File.WriteAllText(directory, "in the way");
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
