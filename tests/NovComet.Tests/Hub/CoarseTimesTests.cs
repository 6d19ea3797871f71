using NovComet.Channels;
using NovComet.Storage.Native;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

/// <summary>Where file times are coarse, two touches can leave the same time. The second one is learned all the same.</summary>
[TestClass]
public sealed class CoarseTimesTests
{
    private const int Rounds = 30;

    [TestMethod]
    [DataRow(DetectionMode.Watch, false)]
    [DataRow(DetectionMode.Sweep, false)]
    [DataRow(DetectionMode.Watch, true)]
    [DataRow(DetectionMode.Sweep, true)]
    public async Task Poll_SecondTouchInTheSameTick_IsAnswered(DetectionMode detection, bool byAnotherGateway)
    {
        using var files = new RamFileSystem();
        await using CometFixture first = await StartAsync(files, detection);
        await using CometFixture second = await StartAsync(files, detection);
        Cursor cursor = Cursor.FromNow(["a"]);
        for (int round = 0; round < Rounds; round++)
        {
            Task<PollAnswer> poll = first.PollAsync(cursor);
            DateTime touched = Touch(files);
            cursor = (await poll.AnswerAsync()).Cursor;
            bool isSameTick = Touch(files) == touched;

            PollAnswer answer = await (byAnotherGateway ? second : first).PollAsync(cursor).AnswerAsync();
            cursor = isSameTick ? answer.Cursor : await SettleAsync(first, answer.Cursor);
        }
    }

    [TestMethod]
    public async Task Poll_SecondTouchInTheSameTickWhileTheGatewayRestarts_IsAnswered()
    {
        using var files = new RamFileSystem();
        Cursor cursor;
        await using (CometFixture before = await StartAsync(files, DetectionMode.Watch))
        {
            Task<PollAnswer> poll = before.PollAsync(Cursor.FromNow(["a"]));
            Touch(files);
            cursor = (await poll.AnswerAsync()).Cursor;
            Touch(files);
        }

        await using CometFixture after = await StartAsync(files, DetectionMode.Watch);
        await after.PollAsync(cursor).AnswerAsync();
    }

    [TestMethod]
    [DataRow(DetectionMode.Watch)]
    [DataRow(DetectionMode.Sweep)]
    public async Task Subscribe_ManyTouchesInEachTick_EndsWithTheLastTime(DetectionMode detection)
    {
        using var files = new RamFileSystem();
        await using CometFixture fixture = await StartAsync(files, detection);
        IAsyncEnumerator<ChannelEvent> changes = fixture.Comet.SubscribeAsync(["a"]).GetAsyncEnumerator();
        Task<bool> next = changes.MoveNextAsync().AsTask();
        for (int i = 0; i < 5_000; i++) Touch(files);

        var last = Stamp.FromTime(File.GetLastWriteTimeUtc(files.FileOf("a")));
        while (await next.Within("the last stamp") && changes.Current.Stamp != last) next = changes.MoveNextAsync().AsTask();
        Assert.AreEqual(last, changes.Current.Stamp);
    }

    /// <summary>Polls on until the time is settled: where the second touch had a time of its own, it is told twice as well.</summary>
    private static async Task<Cursor> SettleAsync(CometFixture fixture, Cursor cursor)
    {
        PollAnswer answer = await fixture.PollAsync(cursor).Within("the settled stamp or the end of the hold");
        return answer.Cursor;
    }

    private static DateTime Touch(RamFileSystem files)
    {
        var own = new LinuxFileTimes(files.Path);
        if (!own.TryCreate("a.comet", UnixFileMode.UserRead | UnixFileMode.UserWrite)) own.Touch("a.comet");
        return File.GetLastWriteTimeUtc(files.FileOf("a"));
    }

    private static Task<CometFixture> StartAsync(RamFileSystem files, DetectionMode detection) => CometFixture.StartAsync(options =>
    {
        options.Directory = files.Path;
        options.Detection = detection;
        options.Sleep = TimeSpan.FromMilliseconds(10);
        options.Tries = 10;
    });
}
