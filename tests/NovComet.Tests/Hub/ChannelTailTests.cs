using NovComet.Channels;
using NovComet.Hub;
using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

[TestClass]
public sealed class ChannelTailTests
{
    private static readonly ChannelName s_channel = ChannelName.Parse("a");

    private readonly NovCometRetention _retention = new();
    private readonly ManualTime _time = new();

    private TailWindow Window => new(_retention, _time);

    [TestMethod]
    public void NewsSince_TheChannelsStamp_IsNothing() => Assert.IsNull(Tail(from: 0, life: 9, stamp: 30, 10, 20, 30).NewsSince(At(30)));

    [TestMethod]
    [DataRow(9, "10 20 30", DisplayName = "Its life's beginning")]
    [DataRow(10, "20 30", DisplayName = "The first message")]
    [DataRow(15, "20 30", DisplayName = "Between two messages")]
    [DataRow(29, "30")]
    [DataRow(0, "10 20 30", DisplayName = "No file")]
    public void NewsSince_AStampOfThisLife_AreTheMessagesAfterItWithoutGap(int has, string messages)
    {
        ChannelNews news = Tail(from: 0, life: 9, stamp: 30, 10, 20, 30).NewsSince(At(has))!;
        AssertNews(news, messages, hasGap: false, hasSignal: false);
    }

    [TestMethod]
    [DataRow(8, DisplayName = "Another life's")]
    [DataRow(31, DisplayName = "The future's")]
    public void NewsSince_AnotherLifesStamp_IsAGapAndAllThatIsKept(int has)
    {
        ChannelNews news = Tail(from: 0, life: 9, stamp: 30, 10, 20, 30).NewsSince(At(has))!;
        AssertNews(news, "10 20 30", hasGap: true, hasSignal: false);
        Assert.AreEqual(At(9), news.Gap!.Stamp, "What is kept begins there, and asked from there it has no gap.");
    }

    [TestMethod]
    public void NewsSince_TrimmedAtTheEdge_NoGapAtTheLastTrimmedStampAndAGapBeforeIt()
    {
        ChannelTail tail = Tail(from: 15, life: 9, stamp: 30, 20, 30);
        AssertNews(tail.NewsSince(At(15))!, "20 30", hasGap: false, hasSignal: false);
        AssertNews(tail.NewsSince(At(14))!, "20 30", hasGap: true, hasSignal: false);
        Assert.AreEqual(At(15), tail.NewsSince(At(14))!.Gap!.Stamp);
    }

    [TestMethod]
    public void NewsSince_TouchAfterTheLastMessage_EndsWithASignal()
    {
        ChannelTail tail = Tail(from: 0, life: 9, stamp: 40, 10, 20);
        AssertNews(tail.NewsSince(At(10))!, "20", hasGap: false, hasSignal: true);
        AssertNews(tail.NewsSince(At(20))!, "", hasGap: false, hasSignal: true);
    }

    [TestMethod]
    public void NewsSince_MoreThanATurnTakes_GoesOnInTheNext()
    {
        _retention.Age = TimeSpan.FromDays(365 * 200);
        byte[] large = [.. Enumerable.Repeat((byte)'1', 30_000)];
        ChannelEvent[] messages = [.. Enumerable.Range(10, 5).Select(t => ChannelEvent.Message(s_channel, At(t), large))];
        ChannelTail tail = ChannelTail.Unread(s_channel).Follow(new ChannelReading(At(20), IsSettled: true, new FakeLog(false, At(0), At(9), messages)), Window);

        ChannelNews first = tail.NewsSince(At(5))!;
        AssertNews(first, "10 11", hasGap: true, hasSignal: false);
        Assert.AreEqual(At(11), first.Stamp);
        AssertNews(tail.NewsSince(first.Stamp)!, "12 13", hasGap: false, hasSignal: false);
        ChannelNews last = tail.NewsSince(At(13))!;
        AssertNews(last, "14", hasGap: false, hasSignal: true);
        Assert.AreEqual(At(20), last.Stamp);
    }

    [TestMethod]
    public void NewsSince_AMessageLargerThanATurn_ComesAlone()
    {
        _retention.Age = TimeSpan.FromDays(365 * 200);
        byte[] huge = [.. Enumerable.Repeat((byte)'1', 100_000)];
        ChannelEvent[] messages = [.. Enumerable.Range(10, 2).Select(t => ChannelEvent.Message(s_channel, At(t), huge))];
        ChannelTail tail = ChannelTail.Unread(s_channel).Follow(new ChannelReading(At(11), IsSettled: true, new FakeLog(false, At(0), At(9), messages)), Window);

        AssertNews(tail.NewsSince(At(9))!, "10", hasGap: false, hasSignal: false);
        AssertNews(tail.NewsSince(At(10))!, "11", hasGap: false, hasSignal: false);
    }

    [TestMethod]
    public void NewsSince_AskedByManyAtOneStamp_IsOneObject()
    {
        ChannelTail tail = Tail(from: 0, life: 9, stamp: 30, 10, 20, 30);
        Assert.AreSame(tail.NewsSince(At(10)), tail.NewsSince(At(10)));
    }

    [TestMethod]
    [DataRow(1, 20)]
    [DataRow(2, 10)]
    [DataRow(3, 0)]
    [DataRow(99, 0)]
    public void Before_SoManyMessages_IsTheStampBeforeThem(int messages, int stamp) =>
        Assert.AreEqual(At(stamp), Tail(from: 0, life: 9, stamp: 30, 10, 20, 30).Before(messages));

    [TestMethod]
    public void Before_NoMessages_IsTheChannelsStamp() => Assert.AreEqual(At(7), ChannelTail.Unread(s_channel).Follow(new(At(7), true), Window).Before(5));

    [TestMethod]
    public void Before_MoreThanAreKept_MissesNothingAndHasNoGap()
    {
        ChannelTail tail = Tail(from: 15, life: 9, stamp: 30, 20, 30);
        AssertNews(tail.NewsSince(tail.Before(int.MaxValue))!, "20 30", hasGap: false, hasSignal: false);
    }

    [TestMethod]
    public void Follow_MoreThanAreRetained_DropsTheOldestAndSaysSo()
    {
        _retention.Messages = 2;
        ChannelTail tail = Tail(from: 0, life: 9, stamp: 30, 10, 20, 30);
        AssertNews(tail.NewsSince(At(5))!, "20 30", hasGap: true, hasSignal: false);
        AssertNews(tail.NewsSince(At(10))!, "20 30", hasGap: false, hasSignal: false);
    }

    [TestMethod]
    public void Follow_LogWrittenAnewByTrimming_KeepsTheMessagesThatItHad()
    {
        ChannelTail before = Tail(from: 0, life: 9, stamp: 30, 10, 20, 30);
        ChannelTail after = before.Follow(Reading(isContinuation: false, from: 20, life: 9, stamp: 40, 30, 40), Window);

        AssertNews(after.NewsSince(At(20))!, "30 40", hasGap: false, hasSignal: false);
        Assert.AreSame(before.NewsSince(At(20))!.Messages[0], after.NewsSince(At(20))!.Messages[0], "So its encoding is not made twice.");
    }

    [TestMethod]
    public void Follow_AnotherLife_ForgetsTheOldOne()
    {
        ChannelTail before = Tail(from: 0, life: 9, stamp: 30, 10, 20, 30);
        ChannelTail after = before.Follow(Reading(isContinuation: false, from: 0, life: 24, stamp: 25, 25), Window);
        AssertNews(after.NewsSince(At(30))!, "25", hasGap: true, hasSignal: false);
        AssertNews(after.NewsSince(At(20))!, "25", hasGap: true, hasSignal: false);
    }

    [TestMethod]
    public void Follow_FileGone_IsASignalThatThereIsNoFile()
    {
        ChannelTail after = Tail(from: 0, life: 9, stamp: 30, 10, 20, 30).Follow(new ChannelReading(Stamp.NoFile, IsSettled: true), Window);
        ChannelNews news = after.NewsSince(At(30))!;
        AssertNews(news, "", hasGap: false, hasSignal: true);
        Assert.AreEqual(Stamp.NoFile, news.Stamp);
    }

    [TestMethod]
    public void Follow_WhileEarlierTailsAreRead_LeavesThemAsTheyWere()
    {
        ChannelTail first = Tail(from: 0, life: 9, stamp: 10, 10);
        ChannelNews news = first.NewsSince(At(9))!;
        ChannelTail tail = first;
        for (int stamp = 11; stamp < 200; stamp++) tail = tail.Follow(Reading(isContinuation: true, from: 0, life: 9, stamp, stamp), Window);

        AssertNews(news, "10", hasGap: false, hasSignal: false);
        AssertNews(first.NewsSince(At(9))!, "10", hasGap: false, hasSignal: false);
        Assert.HasCount(100, tail.NewsSince(At(99))!.Messages);
    }

    private static Stamp At(long microseconds) => Stamp.FromMicroseconds(microseconds);

    private static void AssertNews(ChannelNews news, string messages, bool hasGap, bool hasSignal)
    {
        Assert.AreEqual(messages, string.Join(' ', news.Messages.Select(message => message.Stamp.Microseconds)));
        Assert.AreEqual(hasGap, news.Gap is not null, "gap");
        Assert.AreEqual(hasSignal, news.Signal is not null, "signal");
    }

    private ChannelTail Tail(int from, int life, int stamp, params int[] messages) =>
        ChannelTail.Unread(s_channel).Follow(Reading(isContinuation: false, from, life, stamp, messages), Window);

    private ChannelReading Reading(bool isContinuation, int from, int life, int stamp, params int[] messages)
    {
        // The times of 1970 are all within the age that is kept, on a clock that stands there too.
        _retention.Age = TimeSpan.FromDays(365 * 200);
        ChannelEvent[] events = [.. messages.Select(t => ChannelEvent.Message(s_channel, At(t), "1"u8.ToArray()))];
        return new ChannelReading(At(stamp), IsSettled: true, new FakeLog(isContinuation, At(from), At(life), events));
    }
}
