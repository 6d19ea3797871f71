using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.Tests.Channels;

/// <summary>What a subscriber that just came is told, by the way in which it says where it stands.</summary>
[TestClass]
public sealed class ChangeRulesTests
{
    private const long Second = 1_000_000;
    private const long Now = 1_732_089_600 * Second;
    private const long NowSeconds = Now / Second;
    private const long LongHold = 20 * Second;

    [TestMethod]
    [DataRow(0, false, DisplayName = "the same stamp")]
    [DataRow(1, true, DisplayName = "a microsecond later")]
    [DataRow(-1, true, DisplayName = "a microsecond earlier")]
    [DataRow(3_600_000_000L, true, DisplayName = "an hour later")]
    [DataRow(-3_600_000_000L, true, DisplayName = "an hour earlier: a clock stepped back, or a file was restored")]
    public void HasChanged_AgainstAStampWeIssued_AnyOtherStampIsAChange(long difference, bool expected)
    {
        Stamp issued = Stamp.FromMicroseconds(Now + 500_000);
        Assert.AreEqual(expected, Changed(Position.After(issued), issued.Microseconds + difference));
    }

    [TestMethod]
    public void HasChanged_AgainstAStampOfTheFuture_IsNoMatterOfClocks()
    {
        Stamp future = Stamp.FromMicroseconds(Now + (3600 * Second));
        Assert.IsFalse(Changed(Position.After(future), future.Microseconds));
        Assert.IsTrue(Changed(Position.After(future), Now));
    }

    [TestMethod]
    public void HasChanged_FileGone_IsAChangeForWhoSawIt() =>
        Assert.IsTrue(Changed(Position.After(Stamp.FromMicroseconds(Now)), Stamp.NoFile.Microseconds));

    [TestMethod]
    [DataRow(-10_001L, false)]
    [DataRow(-10_000L, false)]
    [DataRow(-9_999L, true, DisplayName = "within the 10 ms by which file times lag the clock")]
    [DataRow(1L, true)]
    [DataRow(3_600_000_000L, true)]
    public void HasChanged_AgainstAClockReading_OnlyLaterStampsAreChanges(long stampAfterReading, bool expected) =>
        Assert.AreEqual(expected, Changed(Position.AtClock(NowSeconds - 100), Now - (100 * Second) + stampAfterReading));

    [TestMethod]
    public void HasChanged_AClockReadingOfThisVeryMoment_IsNotAhead() => Assert.IsTrue(Changed(Position.AtClock(NowSeconds), Now + 1));

    [TestMethod]
    [DataRow(1L, false)]
    [DataRow(5L, false, DisplayName = "five seconds ahead: still tolerated, counts as 'from now on'")]
    [DataRow(6L, true, DisplayName = "more: told at once where the channels stand")]
    [DataRow(3_600L, true)]
    [DataRow(999_999_999_999_999L - NowSeconds, true, DisplayName = "a clock that cannot be")]
    public void HasChanged_AClockThatIsAhead_IsToldAtOnceBeyondFiveSeconds(long secondsAhead, bool expected)
    {
        Position position = Position.AtClock(NowSeconds + secondsAhead);
        Assert.AreEqual(expected, Changed(position, Now - Second));
        Assert.AreEqual(expected, Changed(position, Now + 1));
        Assert.AreEqual(expected, Changed(position, Stamp.NoFile.Microseconds));
    }

    [TestMethod]
    [DataRow(0L, false)]
    [DataRow(1L, true)]
    public void HasChanged_ExactlyFiveSecondsAhead_IsTheLastThatIsTolerated(long clockBehind, bool expected) =>
        Assert.AreEqual(expected, ChangeRules.HasChanged(Position.AtClock(NowSeconds + 5), Stamp.NoFile, Now - clockBehind, LongHold));

    [TestMethod]
    [DataRow(2_000_000L, 2L, false)]
    [DataRow(1_999_999L, 2L, true)]
    [DataRow(10_000L, 1L, true)]
    public void HasChanged_AheadForLongerThanTheHold_IsToldAtOnce(long hold, long secondsAhead, bool expected) =>
        Assert.AreEqual(expected, ChangeRules.HasChanged(Position.AtClock(NowSeconds + secondsAhead), Stamp.NoFile, Now, hold));

    [TestMethod]
    public void HasChanged_FromNowOn_NothingThatIsThereIsAChange()
    {
        foreach (Position position in new[] { Position.Now, Position.Earliest, Position.Last(3) })
        {
            Assert.IsFalse(Changed(position, Now - Second));
            Assert.IsFalse(Changed(position, Now + (3600 * Second)));
            Assert.IsFalse(Changed(position, Stamp.NoFile.Microseconds));
        }
    }

    [TestMethod]
    public void IsAhead_OnlyAClockReadingLaterThanOurs_IsSo()
    {
        Assert.IsTrue(ChangeRules.IsAhead(Position.AtClock(NowSeconds + 1), Now));
        Assert.IsFalse(ChangeRules.IsAhead(Position.AtClock(NowSeconds), Now));
        Assert.IsFalse(ChangeRules.IsAhead(Position.After(Stamp.FromMicroseconds(Now + Second + 1)), Now));
        Assert.IsFalse(ChangeRules.IsAhead(Position.Now, Now));
    }

    [TestMethod]
    public void IsAhead_AnyClockReading_IsComparedByValue() =>
        Always.Holds(Some.ClockSeconds, seconds => ChangeRules.IsAhead(Position.AtClock(seconds), Now) == seconds > NowSeconds);

    private static bool Changed(Position position, long stamp) =>
        ChangeRules.HasChanged(position, Stamp.FromMicroseconds(stamp), Now, LongHold);
}
