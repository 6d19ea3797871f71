using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck.Fluent;
using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.Tests.Channels;

/// <summary>A stamp goes to subscribers as a number and comes back as text, through languages whose numbers are all doubles.</summary>
[TestClass]
public sealed partial class StampOnTheWireTests
{
    [TestMethod]
    [DataRow(1L, "0.000001")]
    [DataRow(1_732_089_600_123_456L, "1732089600.123456")]
    [DataRow(1_732_089_600_100_000L, "1732089600.100000")]
    [DataRow(8_589_934_591_999_999L, "8589934591.999999")]
    public void ToString_AStamp_HasSixDigitsBehindThePoint(long microseconds, string expected) =>
        Assert.AreEqual(expected, Stamp.FromMicroseconds(microseconds).ToString());

    [TestMethod]
    public void ToString_AnyStamp_IsADecimalNumberOfSeconds() =>
        Always.Holds(Some.Stamp, stamp => WireForm().IsMatch(stamp.ToString()));

    [TestMethod]
    public void ToString_AnyStamp_ParsesAsAPositionAtThatStamp() =>
        Always.Holds(Some.Stamp, stamp => Parse(stamp.ToString()) == Position.After(stamp));

    [TestMethod]
    public void JavaScriptNumber_AnyStamp_PrintedBackReadsAsTheSameStamp() =>
        Always.Holds(Some.Stamp, stamp => Parse(AsPrintedByJavaScript(NumberOf(stamp))) == Position.After(stamp), times: 50_000);

    [TestMethod]
    public void JavaScriptNumber_NeighbouringStamps_AreDifferentNumbers() => Always.Holds(
        Some.Stamp.Where(stamp => stamp < Stamp.Max),
        stamp => NumberOf(stamp) < NumberOf(Stamp.FromMicroseconds(stamp.Microseconds + 1)),
        times: 50_000);

    [TestMethod]
    public void JavaScriptNumber_AMicrosecondPastTheLastStamp_WouldNotBeExact()
    {
        // Why there is a last stamp, and why it is this one: from here on, neighbours begin to share a double.
        long past = Stamp.Max.Microseconds + 1;
        bool someCollide = Enumerable.Range(0, 100).Any(i => NumberOf(past + i) == NumberOf(past + i + 1));
        Assert.IsTrue(someCollide);
    }

    private static Position? Parse(string text) => Position.TryParse(text, out Position position) ? position : null;

    private static double NumberOf(Stamp stamp) => double.Parse(stamp.ToString(), CultureInfo.InvariantCulture);

    private static double NumberOf(long microseconds) =>
        double.Parse($"{microseconds / 1_000_000}.{microseconds % 1_000_000:000000}", CultureInfo.InvariantCulture);

    /// <summary>
    /// The shortest digits that read back as the same double, which is JavaScript's rule too. JavaScript writes no exponent for
    /// numbers of our magnitude, .NET does; a decimal has the same digits without one.
    /// </summary>
    private static string AsPrintedByJavaScript(double number) =>
        decimal.Parse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)
            .ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(0|[1-9][0-9]{0,9})\.[0-9]{6}$", RegexOptions.NonBacktracking)]
    private static partial Regex WireForm();
}
