using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

/// <summary>Several processes on one directory need nothing but the files: here two hosts stand for them.</summary>
[TestClass]
public sealed class TwoGatewaysTests : IDisposable
{
    private readonly TemporaryDirectory _shared = new();

    public void Dispose() => _shared.Dispose();

    [TestMethod]
    [DataRow(DetectionMode.Watch)]
    [DataRow(DetectionMode.ChangeToken)]
    [DataRow(DetectionMode.Sweep)]
    public async Task Touch_InOne_AnswersInTheOther(DetectionMode detection)
    {
        await using CometFixture one = await StartAsync(detection);
        await using CometFixture other = await StartAsync(detection);
        Cursor cursor = Cursor.FromNow(["a"]);
        for (int i = 0; i < 50; i++)
        {
            (CometFixture held, CometFixture publishing) = i % 2 == 0 ? (one, other) : (other, one);
            Task<PollAnswer> poll = held.PollAsync(cursor);

            Stamp stamp = await publishing.Comet.TouchAsync("a");

            PollAnswer answer = await poll.AnswerAsync();
            while (answer.Changes.Single().Stamp != stamp) answer = await held.PollAsync(answer.Cursor).AnswerAsync();
            cursor = answer.Cursor;
        }
    }

    [TestMethod]
    public async Task Poll_CursorOfAnotherGateway_IsHeldWhereNothingChangedAndAnsweredWhereItDid()
    {
        await using CometFixture one = await StartAsync(DetectionMode.Watch);
        await using CometFixture other = await StartAsync(DetectionMode.Watch);
        Task<PollAnswer> first = one.PollAsync(Cursor.FromNow(["a", "b"]));
        await one.Comet.TouchAsync("a");
        Cursor cursor = (await first.AnswerAsync()).Cursor;

        Task<PollAnswer> second = other.PollAsync(cursor);
        Assert.IsFalse(second.IsCompleted);
        Stamp stamp = await one.Comet.TouchAsync("b");

        Assert.AreEqual(stamp, await second.StampAsync());
    }

    [TestMethod]
    public async Task Poll_TouchWhileNoGatewayRan_IsAnsweredByTheNextOne()
    {
        Cursor cursor;
        await using (CometFixture before = await StartAsync(DetectionMode.Watch))
        {
            Task<PollAnswer> poll = before.PollAsync(Cursor.FromNow(["a", "b"]));
            await before.Comet.TouchAsync("a");
            cursor = (await poll.AnswerAsync()).Cursor;
        }

        await File.WriteAllTextAsync(_shared.FileOf("b"), "");

        await using CometFixture after = await StartAsync(DetectionMode.Watch);
        ChannelEvent change = (await after.PollAsync(cursor).AnswerAsync()).Changes.Single();
        Assert.AreEqual("b", change.Channel.Value);
    }

    private Task<CometFixture> StartAsync(DetectionMode detection) => CometFixture.StartAsync(options =>
    {
        options.Directory = _shared.Path;
        options.Detection = detection;
        options.Sleep = TimeSpan.FromMilliseconds(50);
        options.Tries = 1_000;
    });
}
