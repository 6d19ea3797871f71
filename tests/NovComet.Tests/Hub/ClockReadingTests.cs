using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

/// <summary>What pages of the old style send first: a whole number of seconds, read from a clock that may be wrong.</summary>
[TestClass]
public sealed class ClockReadingTests
{
    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    [TestMethod]
    public async Task Poll_ReadingBeforeTheLastTouch_IsAnsweredAtOnce()
    {
        await using CometFixture fixture = await CometFixture.StartAsync();
        Stamp stamp = await fixture.Comet.TouchAsync("a");

        Assert.AreEqual(stamp, await fixture.PollAsync("a", Position.AtClock(Now - 60)).StampAsync());
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(3)]
    public async Task Poll_ReadingLaterThanTheLastTouch_IsHeldUntilTheNextEvenIfThatIsEarlierThanTheReading(int ahead)
    {
        await using CometFixture fixture = await CometFixture.StartAsync();
        fixture.Touch("a", DateTime.UtcNow.AddMinutes(-1));
        Task<PollAnswer> poll = fixture.HeldPoll("a", Position.AtClock(Now + ahead));

        Stamp stamp = await fixture.Comet.TouchAsync("a");

        Assert.AreEqual(stamp, await poll.StampAsync());
    }

    [TestMethod]
    public async Task Poll_ReadingFarAhead_IsToldWhereTheChannelStands()
    {
        await using CometFixture fixture = await CometFixture.StartAsync();
        Stamp stamp = await fixture.Comet.TouchAsync("a");

        Assert.AreEqual(stamp, await fixture.PollAsync("a", Position.AtClock(Now + 3_600)).StampAsync());
    }

    [TestMethod]
    public async Task Poll_FromNow_IsHeldUntilATouchAfterItsRegistration()
    {
        await using CometFixture fixture = await CometFixture.StartAsync();
        await fixture.Comet.TouchAsync("a");
        Task<PollAnswer> poll = fixture.HeldPoll("a", Position.Now);

        Stamp stamp = await fixture.Comet.TouchAsync("a");

        Assert.AreEqual(stamp, await poll.StampAsync());
    }

    [TestMethod]
    public async Task Poll_TwoTouchesInTheSameSecond_BothAreAnswered()
    {
        await using CometFixture fixture = await CometFixture.StartAsync();
        Task<PollAnswer> poll = fixture.HeldPoll("a", Position.AtClock(Now));
        Stamp first = await fixture.Comet.TouchAsync("a");
        Assert.AreEqual(first, await poll.StampAsync());

        poll = fixture.HeldPoll("a", Position.After(first));
        Stamp second = await fixture.Comet.TouchAsync("a");

        Assert.AreEqual(second, await poll.StampAsync());
    }

    [TestMethod]
    public async Task Poll_OneOfTwoChannelsChangesWhileTheReadingsAreAhead_TellsWhereBothStand()
    {
        await using CometFixture fixture = await CometFixture.StartAsync();
        long ahead = Now + 4;
        Task<PollAnswer> poll = fixture.PollAsync(new Cursor(At("a", ahead), At("b", ahead)));
        await fixture.Comet.TouchAsync("a");

        PollAnswer answer = await poll.AnswerAsync();
        Assert.HasCount(2, answer.Changes, "Otherwise a touch of b before the next poll would be earlier than the reading, and lost.");

        Stamp stamp = await fixture.Comet.TouchAsync("b");
        Assert.AreEqual(stamp, await fixture.PollAsync(answer.Cursor).StampAsync());
    }

    private static ChannelPosition At(string channel, long reading) => new(ChannelName.Parse(channel), Position.AtClock(reading));
}
