using NovComet.Channels;
using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.Tests.Storage;

/// <summary>Where times are coarse, a stamp that another touch could still get is issued provisionally.</summary>
[TestClass]
public sealed class FileStoreSettlingTests
{
    private static readonly TimeSpan s_tick = TimestampGranularity.Unknown;

    private readonly ManualTime _time = new();
    private readonly SteppedFileTimes _files;
    private readonly FileStore _store;

    public FileStoreSettlingTests()
    {
        _time.Advance(s_tick / 4);
        _files = new SteppedFileTimes(_time, s_tick);
        _store = TestStore.On("/nowhere", _files, _time);
    }

    [TestMethod]
    public void SettleTime_IsTwiceTheGranularity() => Assert.AreEqual(_store.Granularity * 2, _store.SettleTime);

    [TestMethod]
    public void Read_YoungerThanTheSettleTime_IsProvisional()
    {
        Stamp real = _store.Touch("news");

        Assert.AreEqual(new ChannelReading(real.Provisional, IsSettled: false), _store.Read("news"));
        _time.Advance(_store.SettleTime - (s_tick / 4) - TimeSpan.FromMicroseconds(1));
        Assert.AreEqual(new ChannelReading(real.Provisional, IsSettled: false), _store.Read("news"));
        _time.Advance(TimeSpan.FromMicroseconds(1));
        Assert.AreEqual(new ChannelReading(real, IsSettled: true), _store.Read("news"));
    }

    [TestMethod]
    public void Touch_TwiceInATick_IsToldByTheSettledReading()
    {
        Stamp first = _store.Touch("news");
        Stamp seen = _store.Read("news").Stamp;
        Stamp second = _store.Touch("news");
        Assert.AreEqual(first, second, "The file system cannot tell the two apart; the readings have to.");

        _time.Advance(_store.SettleTime);
        Assert.AreNotEqual(seen, _store.Read("news").Stamp);
    }

    [TestMethod]
    public void Touch_JustBeforeTheReadingSettles_GetsAnotherTime()
    {
        Stamp first = _store.Touch("news");
        _time.Advance(_store.SettleTime);
        Assert.AreEqual(first, _store.Read("news").Stamp);

        Assert.AreNotEqual(first, _store.Touch("news"));
    }

    [TestMethod]
    public void Read_OnAnotherGateway_IssuesTheSameStamps()
    {
        FileStore other = TestStore.On("/nowhere", _files, _time);
        _store.Touch("news");
        Assert.AreEqual(_store.Read("news"), other.Read("news"));
        _time.Advance(_store.SettleTime);
        Assert.AreEqual(_store.Read("news"), other.Read("news"));
    }

    [TestMethod]
    [DataRow(-20, true)]
    [DataRow(-19, false)]
    [DataRow(19, false)]
    [DataRow(20, true)]
    [DataRow(3_600_000, true)]
    public void Read_AFileAheadOfTheClockOrBehind_IsSettledByDistance(int clockSteppedByMilliseconds, bool isSettled)
    {
        _time.Advance(s_tick - (s_tick / 4));
        _store.Touch("news");
        _time.StepClock(TimeSpan.FromMilliseconds(clockSteppedByMilliseconds));
        Assert.AreEqual(isSettled, _store.Read("news").IsSettled);
    }

    [TestMethod]
    public void Read_AFileThatIsMissing_IsSettled() => Assert.IsTrue(_store.Read("nothing").IsSettled);

    [TestMethod]
    public void Read_WithCoarseTimes_GoesByAgeAlone()
    {
        _files.Next = () => throw new NotSupportedException("What a fine clock says is no news of a coarse one.");
        _store.Touch("news");
        Assert.IsFalse(_store.Read("news").IsSettled);
    }
}
