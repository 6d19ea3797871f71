using NovComet.Channels;
using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.Tests.Storage.Log;

/// <summary>In a channel with messages, stamps never go back, whatever clocks do.</summary>
[TestClass]
public sealed class LogTimeTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FileStore _store;
    private readonly FileStore _other;

    public LogTimeTests()
    {
        _store = TestStore.Open(_directory.Path);
        _other = TestStore.Open(_directory.Path);
    }

    private string ChannelFile => _directory.FileOf("news");

    [TestMethod]
    public void Touch_ByAClockThatIsBehind_CountsAsJustPastTheLastMessageForAll()
    {
        Stamp message = _store.Append("news", "one");
        LogReading known = _store.Read("news").Log!;
        SetTime(message.ToTime().AddHours(-1));

        Stamp touched = _store.Read("news", known).Stamp;
        Assert.AreEqual(message.Microseconds + 1, touched.Microseconds);
        Assert.AreEqual(touched, _other.Read("news").Stamp);
        Assert.AreEqual(touched, Stamp.FromTime(File.GetLastWriteTimeUtc(ChannelFile)));
    }

    [TestMethod]
    public void Touch_AgainByAClockThatIsBehind_IsAnotherStampAlsoWhereAnotherProcessSawItFirst()
    {
        Stamp message = _store.Append("news", "one");
        ChannelReading known = _store.Read("news");
        for (int i = 1; i <= 5; i++)
        {
            SetTime(message.ToTime().AddHours(-1));
            _other.Read("news");
            ChannelReading next = _store.Read("news", known.Log);
            Assert.AreEqual(message.Microseconds + i, next.Stamp.Microseconds);
            known = next;
        }

        Assert.IsGreaterThan(known.Stamp, _other.Append("news", "two"));
    }

    [TestMethod]
    public void Touch_ByTheStoreWhileTheLastMessageIsAheadOfTheClock_IsLaterAllTheSame()
    {
        DateTimeOffset now = _store.Touch("news").ToTime();
        SetTime(now.AddHours(1));
        Stamp ahead = _store.Append("news", "an hour ahead");
        Assert.IsGreaterThan(now.AddHours(1), ahead.ToTime());

        Stamp first = _store.Touch("news");
        Stamp second = _store.Touch("news");
        Assert.AreEqual(ahead.Microseconds + 1, first.Microseconds);
        Assert.AreEqual(ahead.Microseconds + 2, second.Microseconds);
        Assert.AreEqual(second, _other.Read("news").Stamp);
        Assert.IsGreaterThan(second, _other.Append("news", "two"));
    }

    [TestMethod]
    public void Touch_AheadOfTheClockAndThenOverwritten_LeavesNoStampThatTheNextMessageIsEarlierThan()
    {
        Stamp message = _store.Append("news", "one");
        SetTime(message.ToTime().AddMinutes(1));
        ChannelReading ahead = _store.Read("news");
        Assert.AreEqual(message.Microseconds + 1, ahead.Stamp.Microseconds, "It counts as just past the last message.");

        SetTime(message.ToTime().AddMinutes(-1));
        Assert.IsGreaterThan(ahead.Stamp, _other.Append("news", "two"), "Whoever was told of the touch would miss it.");
    }

    [TestMethod]
    public void Append_ByAClockThatStepsBack_GoesOnRising()
    {
        var time = new ManualTime();
        using FileStore store = TestStore.On(_directory.Path, FileTimes.For(_directory.Path, time), time);
        _store.Append("news", "now");
        Stamp previous = _store.Read("news").Stamp;
        for (int i = 0; i < 5; i++)
        {
            time.StepClock(TimeSpan.FromDays(-1));
            Stamp next = store.Append("news", $"{i}");
            Assert.IsGreaterThan(previous, next);
            previous = next;
        }

        Assert.HasCount(6, _other.Read("news").Texts());
    }

    [TestMethod]
    public void Append_ToAFileOfTheLastSecondThatStampsReach_IsRefused()
    {
        Needs.Linux();
        ExternalProgram.Run("touch", "-d", "2300-01-01T00:00:00Z", ChannelFile);
        Assert.ThrowsExactly<ChannelStoreException>(() => _store.Append("news", "two"));
    }

    public void Dispose()
    {
        _store.Dispose();
        _other.Dispose();
        _directory.Dispose();
    }

    private void SetTime(DateTimeOffset time) => File.SetLastWriteTimeUtc(ChannelFile, time.UtcDateTime);
}
