using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

/// <summary>Another process touches as fast as it can while a page polls again and again: nothing is lost between two polls.</summary>
[TestClass]
public sealed class RacingTouchesTests(TestContext context)
{
    private static int Touches => 1_000 * TestSettings.Soak;

    [TestMethod]
    [DataRow(DetectionMode.Watch, "00:00:01")]
    [DataRow(DetectionMode.ChangeToken, "00:00:00.500")]
    [DataRow(DetectionMode.Sweep, "00:00:00.010")]
    public async Task PollAsync_TouchesByTheShell_LearnsTheLastStamp(DetectionMode detection, string sleep)
    {
        await using CometFixture fixture = await StartAsync(detection, sleep);
        string file = fixture.Directory.FileOf("a");
        await CheckAsync(fixture, OtherProcess.TouchByShellAsync(file, Touches));
    }

    [TestMethod]
    [DataRow(DetectionMode.Watch, "00:00:01")]
    [DataRow(DetectionMode.Sweep, "00:00:00.010")]
    public async Task PollAsync_TouchesByPhp_LearnsTheLastStamp(DetectionMode detection, string sleep)
    {
        await using CometFixture fixture = await StartAsync(detection, sleep);
        await CheckAsync(fixture, OtherProcess.TouchByPhpAsync(fixture.Directory.FileOf("a"), Touches));
    }

    [TestMethod]
    public async Task SubscribeAsync_TouchesByTheShell_EndsWithTheLastStamp()
    {
        await using CometFixture fixture = await StartAsync(DetectionMode.Watch, "00:00:01");
        Stamp told = Stamp.NoFile;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        Task reading = Task.Run(
            async () =>
            {
                await foreach (ChannelEvent change in fixture.Comet.SubscribeAsync(["a"], ending.Token)) told = change.Stamp;
            },
            CancellationToken.None);

        await OtherProcess.TouchByShellAsync(fixture.Directory.FileOf("a"), Touches);

        Stamp last = StampOf(fixture, "a");
        await Eventually.IsTrueAsync(() => told == last, "the last stamp");
        await ending.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => reading);
    }

    private static Task<CometFixture> StartAsync(DetectionMode detection, string sleep) => CometFixture.StartAsync(options =>
    {
        options.Detection = detection;
        options.Sleep = TimeSpan.Parse(sleep, System.Globalization.CultureInfo.InvariantCulture);
        options.Tries = 1;
    });

    private async Task CheckAsync(CometFixture fixture, Task touching)
    {
        Cursor cursor = Cursor.FromNow(["a"]);
        int answers = 0;
        while (!touching.IsCompleted || cursor[0].Position != Position.After(StampOf(fixture, "a")))
        {
            // Once the touches are over, a poll that ends unchanged though the stamp is another one has lost it.
            bool isOver = touching.IsCompleted;
            PollAnswer answer = await fixture.Comet.PollAsync(cursor, context.CancellationToken).AsTask().Within("an answer");
            Assert.IsFalse(isOver && answer.Outcome != PollOutcome.Changed, $"Lost after {answers} answers.");
            cursor = answer.Cursor;
            answers++;
        }

        await touching;
        context.WriteLine($"{answers} answers to {Touches} touches");
        Assert.IsGreaterThan(10, answers);
    }

    private static Stamp StampOf(CometFixture fixture, string channel) => Stamp.FromTime(File.GetLastWriteTimeUtc(fixture.Directory.FileOf(channel)));
}
