using System.Text;
using NovComet.Channels;
using NovComet.Client.Subscribing;

namespace NovComet.Client.Tests.Subscribing;

[TestClass]
public sealed class PollReadingTests
{
    [TestMethod]
    public void Of_AnAnswerOnSeveralChannels_MovesTheCursorEventByEvent()
    {
        const string Answer = """{"s":1,"k":{"a":9.000009,"b":5.000005},"m":{"a":[{"t":3.000003,"d":1},{"t":9.000009,"d":2}]},"t":{"b":5.000005,"c":6.000006}}""";

        Assert.AreEqual(
            """
            a 3.000003 1 | a=3.000003&b=5.000004&c=6.000006
            a 9.000009 2 | a=9.000009&b=5.000004&c=6.000006
            b 5.000005 | a=9.000009&b=5.000005&c=6.000006
            """,
            Read(Answer, "a=2.000002&b=0&c=0"));
    }

    [TestMethod]
    public void Of_AGap_IsToldBeforeWhatIsStillKept()
    {
        const string Answer = """{"s":1,"k":{"a":9.000009,"b":5.000005},"m":{"a":[{"t":8.000001,"d":1},{"t":9.000009,"d":2}]},"g":["a","b"]}""";

        Assert.AreEqual(
            """
            a 7.999999 Gap | a=7.999999&b=1.000001
            a 8.000001 1 | a=8.000001&b=1.000001
            a 9.000009 2 | a=9.000009&b=1.000001
            b 5.000005 Gap | a=9.000009&b=5.000005
            """,
            Read(Answer, "a=1.000001&b=1.000001"));
    }

    [TestMethod]
    public void Of_ATouchBehindTheLastMessage_IsASignal() =>
        Assert.AreEqual(
            """
            a 3.000003 1 | a=3.000003
            a 9.000009 | a=9.000009
            """,
            Read("""{"s":1,"k":{"a":9.000009},"m":{"a":[{"t":3.000003,"d":1}]}}""", "a=2.000002"));

    [TestMethod]
    public void Of_NothingChanged_TakesTheAnchors()
    {
        var reading = PollReading.Of("""{"s":0,"t":{"a":3.000003}}"""u8.ToArray(), Cursor.Parse("a=0"));
        Assert.IsEmpty(reading.Events);
        Assert.AreEqual("a=3.000003", reading.Cursor.ToString());
    }

    private static string Read(string answer, string before)
    {
        var reading = PollReading.Of(Encoding.UTF8.GetBytes(answer), Cursor.Parse(before));
        Assert.AreEqual(reading.Cursor, reading.Events[^1].Cursor);
        return string.Join('\n', reading.Events.Select(told => $"{told} | {told.Cursor}"));
    }
}
