using System.Globalization;
using System.Text;
using FsCheck.Fluent;
using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.Tests.Channels;

[TestClass]
public sealed class StampTests
{
    private static readonly NumberFormatInfo WithCommas = new() { NumberDecimalSeparator = ",", NegativeSign = "~" };

    [TestMethod]
    [DataRow(long.MinValue, 1L)]
    [DataRow(-1L, 1L)]
    [DataRow(0L, 1L)]
    [DataRow(1L, 1L)]
    [DataRow(999_999L, 999_999L)]
    [DataRow(1_000_000L, 1_000_001L)]
    [DataRow(1_000_001L, 1_000_001L)]
    [DataRow(8_589_934_591_000_000L, 8_589_934_591_000_001L)]
    [DataRow(8_589_934_591_999_999L, 8_589_934_591_999_999L)]
    [DataRow(8_589_934_592_000_000L, 8_589_934_591_999_999L)]
    [DataRow(long.MaxValue, 8_589_934_591_999_999L)]
    public void FromMicroseconds_AnyNumber_IsTheNearestStampOffTheWholeSecond(long microseconds, long expected) =>
        Assert.AreEqual(expected, Stamp.FromMicroseconds(microseconds).Microseconds);

    [TestMethod]
    public void FromMicroseconds_AnyNumber_NeverFallsOnAWholeSecond() =>
        Always.Holds(Some.AnyMicroseconds, number => Stamp.FromMicroseconds(number).Microseconds % 1_000_000 != 0);

    [TestMethod]
    public void FromMicroseconds_GrowingNumbers_NeverGiveSmallerStamps() => Always.Holds(
        Some.AnyMicroseconds.Two(),
        pair => Stamp.FromMicroseconds(Math.Min(pair.Item1, pair.Item2)) <= Stamp.FromMicroseconds(Math.Max(pair.Item1, pair.Item2)));

    [TestMethod]
    public void Default_IsNoFile()
    {
        Assert.AreEqual(Stamp.NoFile, default);
        Assert.AreEqual("0.000001", default(Stamp).ToString());
    }

    [TestMethod]
    public void FromTime_FinerThanAMicrosecond_IsCutOff()
    {
        DateTimeOffset time = DateTimeOffset.UnixEpoch.AddTicks(12_345_678_909);
        Assert.AreEqual(1_234_567_890, Stamp.FromTime(time).Microseconds);
    }

    [TestMethod]
    public void FromTime_AnotherOffset_IsTheSameMoment()
    {
        var time = new DateTimeOffset(2026, 3, 4, 5, 6, 7, 8, TimeSpan.FromHours(9));
        Assert.AreEqual(Stamp.FromTime(time.ToUniversalTime()), Stamp.FromTime(time));
    }

    [TestMethod]
    public void ToTime_AnyStamp_LeadsBack() => Always.Holds(Some.Stamp, stamp => Stamp.FromTime(stamp.ToTime()) == stamp);

    [TestMethod]
    public void Provisional_AnyStampWithAFile_IsAnEarlierStampOffTheWholeSecond() => Always.Holds(
        Some.Stamp.Where(stamp => stamp != Stamp.NoFile),
        stamp => stamp.Provisional < stamp
            && stamp.Microseconds - stamp.Provisional.Microseconds <= 2
            && stamp.Provisional.Microseconds % 1_000_000 != 0
            && stamp.Provisional.Microseconds >= 1);

    [TestMethod]
    [DataRow(2_000_001L, 1_999_999L)]
    [DataRow(2_000_002L, 2_000_001L)]
    [DataRow(2L, 1L)]
    public void Provisional_NextToAWholeSecond_LeavesItOut(long microseconds, long expected) =>
        Assert.AreEqual(expected, Stamp.FromMicroseconds(microseconds).Provisional.Microseconds);

    [TestMethod]
    public void Comparison_TwoStamps_FollowsTheirMicroseconds() => Always.Holds(
        Some.Stamp.Two(),
        pair => pair.Item1.CompareTo(pair.Item2) == pair.Item1.Microseconds.CompareTo(pair.Item2.Microseconds)
            && pair.Item1 < pair.Item2 == pair.Item1.Microseconds < pair.Item2.Microseconds
            && pair.Item1 > pair.Item2 == pair.Item1.Microseconds > pair.Item2.Microseconds
            && pair.Item1 <= pair.Item2 == pair.Item1.Microseconds <= pair.Item2.Microseconds
            && pair.Item1 >= pair.Item2 == pair.Item1.Microseconds >= pair.Item2.Microseconds
            && pair.Item1 == pair.Item2 == (pair.Item1.Microseconds == pair.Item2.Microseconds));

    [TestMethod]
    public void TryFormat_AnyStamp_WritesWhatToStringDoes() => Always.Holds(Some.Stamp, stamp =>
    {
        Span<byte> room = stackalloc byte[Stamp.MaxLength];
        return stamp.TryFormat(room, out int written, default, WithCommas)
            && Encoding.ASCII.GetString(room[..written]) == stamp.ToString();
    });

    [TestMethod]
    public void TryFormat_OneByteTooFew_SaysSo() =>
        Assert.IsFalse(Stamp.Max.TryFormat(stackalloc byte[Stamp.MaxLength - 1], out _, default, null));
}
