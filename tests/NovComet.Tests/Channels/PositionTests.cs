using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.Tests.Channels;

[TestClass]
public sealed class PositionTests
{
    [TestMethod]
    [DataRow("", PositionKind.Now, "0")]
    [DataRow("0", PositionKind.Now, "0")]
    [DataRow("-0", PositionKind.Now, "0")]
    [DataRow("000", PositionKind.Now, "0")]
    [DataRow("0.0", PositionKind.Now, "0")]
    [DataRow("0.0000004999", PositionKind.Now, "0")]
    [DataRow("0.0000005", PositionKind.Stamp, "0.000001")]
    [DataRow("0.000001", PositionKind.Stamp, "0.000001")]
    [DataRow("1732089600.5", PositionKind.Stamp, "1732089600.500000")]
    [DataRow("1732089600.123456", PositionKind.Stamp, "1732089600.123456")]
    [DataRow("1732089600.1234564", PositionKind.Stamp, "1732089600.123456")]
    [DataRow("1732089600.1234565", PositionKind.Stamp, "1732089600.123457")]
    [DataRow("1732089600.12345600000000000000000000000", PositionKind.Stamp, "1732089600.123456")]
    [DataRow("0001732089600.1", PositionKind.Stamp, "1732089600.100000")]
    [DataRow("8589934591.999999", PositionKind.Stamp, "8589934591.999999")]
    [DataRow("1732089600", PositionKind.Clock, "1732089600")]
    [DataRow("1732089600.000000", PositionKind.Clock, "1732089600")]
    [DataRow("1732089600.0000004", PositionKind.Clock, "1732089600")]
    [DataRow("1732089599.9999995", PositionKind.Clock, "1732089600")]
    [DataRow("8589934591.9999999", PositionKind.Clock, "8589934592")]
    [DataRow("0.9999999", PositionKind.Clock, "1")]
    [DataRow("999999999999999", PositionKind.Clock, "999999999999999")]
    [DataRow("-1", PositionKind.Last, "-1")]
    [DataRow("-007", PositionKind.Last, "-7")]
    [DataRow("-2147483647", PositionKind.Last, "-2147483647")]
    [DataRow("earliest", PositionKind.Earliest, "earliest")]
    public void TryParse_APosition_IsReadByValue(string text, PositionKind kind, string canonical)
    {
        Assert.IsTrue(Position.TryParse(text, out Position position));
        Assert.AreEqual(kind, position.Kind);
        Assert.AreEqual(canonical, position.ToString());
    }

    [TestMethod]
    [DataRow("x")]
    [DataRow("null")]
    [DataRow("NaN")]
    [DataRow("Infinity")]
    [DataRow("Earliest")]
    [DataRow("earliest ")]
    [DataRow(" ")]
    [DataRow(" 1")]
    [DataRow("1 ")]
    [DataRow("1\n")]
    [DataRow("1\0")]
    [DataRow("-1\0")]
    [DataRow("1\0.5")]
    [DataRow("1.5\0")]
    [DataRow("1. 5")]
    [DataRow("1e3")]
    [DataRow("1E3")]
    [DataRow("1.5e9")]
    [DataRow("+1")]
    [DataRow("+1.5")]
    [DataRow("-")]
    [DataRow("--1")]
    [DataRow("-+1")]
    [DataRow("- 1")]
    [DataRow("-1.5")]
    [DataRow("-1.0")]
    [DataRow("-1732089600.123456")]
    [DataRow("-2147483648")]
    [DataRow("-99999999999999999999")]
    [DataRow(".")]
    [DataRow(".5")]
    [DataRow("5.")]
    [DataRow("1..5")]
    [DataRow("1.5.5")]
    [DataRow("1.-5")]
    [DataRow("1,5")]
    [DataRow("1_000")]
    [DataRow("1,000")]
    [DataRow("0x10")]
    [DataRow("8589934592.5")]
    [DataRow("1000000000000000")]
    [DataRow("1000000000000000.5")]
    [DataRow("99999999999999999999999999999")]
    [DataRow("1732089600.12345600000000000000000000000000000")]
    [DataRow("١٢٣")]
    [DataRow("1.٥")]
    [DataRow("１")]
    [DataRow("−1")]
    [DataRow("½")]
    public void TryParse_Garbage_IsNoPosition(string text) => Assert.IsFalse(Position.TryParse(text, out _));

    [TestMethod]
    public void ToString_AnyClock_ParsesBack() => Always.Holds(Some.ClockSeconds, RoundTrips);

    [TestMethod]
    public void Constructors_OutOfRange_AreRefused()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Position.AtClock(0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Position.AtClock(1_000_000_000_000_000));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Position.Last(0));
        Assert.ThrowsExactly<InvalidOperationException>(() => Position.AtClock(1).Stamp);
    }

    private static bool RoundTrips(long seconds) =>
        Position.TryParse(Position.AtClock(seconds).ToString(), out Position position) && position == Position.AtClock(seconds);
}
