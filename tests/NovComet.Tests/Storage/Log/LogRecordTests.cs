using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NovComet.Channels;
using NovComet.Storage.Log;
using NovComet.Tests.Channels;

namespace NovComet.Tests.Storage.Log;

[TestClass]
public sealed class LogRecordTests
{
    [TestMethod]
    public void Write_WithAllMembers_IsTheLineOfTheDesign()
    {
        var draft = new MessageDraft(MessageContent.Parse("""{"a":1}"""u8), "key", "0123456789abcdef");
        Assert.AreEqual("""{"t":1732089600.123456,"i":"key","e":"0123456789abcdef","d":{"a":1}}""" + '\n', Written(1_732_089_600_123_456, draft));
        Assert.AreEqual("""{"t":0.000001,"d":null}""" + '\n', Written(1, default));
    }

    [TestMethod]
    [DataRow("""{"t":1732089600.123456,"d":1}""", 1_732_089_600_123_456, "1")]
    [DataRow("""{"t":1732089600.5,"d":1}""", 1_732_089_600_500_000, "1")]
    [DataRow("""{"t":1732089600,"d":1}""", 1_732_089_600_000_001, "1")]
    [DataRow("""{"t":1732089600.1234569,"d":1}""", 1_732_089_600_123_456, "1")]
    [DataRow("""{"t":1.7320896005e9,"d":1}""", 1_732_089_600_500_000, "1")]
    [DataRow("""  { "d" : {"a": [1, 2 ]} , "t" : 1.5 } """, 1_500_000, """{"a": [1, 2 ]}""")]
    [DataRow("""{"t":1.5,"x":{"t":2,"d":3},"d":"x","y":null}""", 1_500_000, "\"x\"")]
    [DataRow("""{"t":1.5,"i":7,"e":[1],"d":1e400}""", 1_500_000, "1e400")]
    [DataRow("{\"t\":1.5,\"d\":1}\r", 1_500_000, "1")]
    [DataRow("{\"t\":1.5,\"d\":[1,\r2]}\r", 1_500_000, "[1,2]")]
    public void TryParse_LinesOfOtherPrograms_AreRead(string line, long microseconds, string data)
    {
        Assert.IsTrue(LogRecord.TryParse(Encoding.UTF8.GetBytes(line), out LogRecord record));
        Assert.AreEqual(microseconds, record.Stamp.Microseconds);
        Assert.AreEqual(data, Encoding.UTF8.GetString(record.Json));
        Assert.IsNull(record.Key);
        Assert.IsNull(record.Except);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(" ")]
    [DataRow("content")]
    [DataRow("1")]
    [DataRow("[]")]
    [DataRow("{}")]
    [DataRow("""{"t":1.5}""")]
    [DataRow("""{"d":1}""")]
    [DataRow("""{"t":1.5,"d":1""")]
    [DataRow("""{"t":1.5,"d":1}}""")]
    [DataRow("""{"t":1.5,"d":{"a":{}}""")]
    [DataRow("""{"t":1.5,"d":1}{"t":2.5,"d":2}""")]
    [DataRow("""{"t":1.5,"d":01}""")]
    [DataRow("""{"t":1.5,"d":1,}""")]
    [DataRow("""{"t":"1.5","d":1}""")]
    [DataRow("""{"t":-1,"d":1}""")]
    [DataRow("""{"t":0,"d":1}""")]
    [DataRow("""{"t":1e300,"d":1}""")]
    [DataRow("""{"t":99999999999,"d":1}""")]
    [DataRow("{\"t\":1.5,\"d\":\"\0\"}")]
    [DataRow("""{"t":1.5,"i":"\ud800","d":1}""")]
    public void TryParse_WhatIsNoWholeRecord_IsNone(string line) => Assert.IsFalse(LogRecord.TryParse(Encoding.UTF8.GetBytes(line), out _));

    [TestMethod]
    public void TryParse_WhatIsNoUtf8_IsNone() => Assert.IsFalse(LogRecord.TryParse([.. "{\"t\":1.5,\"d\":\""u8, 0xC3, .. "\"}"u8], out _));

    [TestMethod]
    public void TryParse_AnythingCutShort_IsNone()
    {
        byte[] line = Encoding.UTF8.GetBytes("""{"t":1732089600.123456,"i":"key","e":"0123456789abcdef","d":{"a":["}",{"b":{}}]}}""");
        for (int length = 0; length < line.Length; length++) Assert.IsFalse(LogRecord.TryParse(line.AsSpan(0, length), out _), $"{length} bytes");
    }

    [TestMethod]
    public void WriteAndParse_AnyText_ComesOutByteForByte() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>().Filter(text => text is not null),
        Some.Stamp.ToArbitrary(),
        (text, stamp) =>
        {
            MessageContent content = MessageContent.FromText(text);
            string line = Written(stamp.Microseconds, new MessageDraft(content, "k"));
            return line.IndexOf('\n', StringComparison.Ordinal) == line.Length - 1
                && LogRecord.TryParse(Encoding.UTF8.GetBytes(line[..^1]), out LogRecord record)
                && record.Stamp == stamp && record.Key == "k" && record.Data.SequenceEqual(content.Json.Span);
        }).QuickCheckThrowOnFailure();

    private static string Written(long microseconds, MessageDraft draft)
    {
        byte[] line = new byte[LogRecord.MostBytes(draft)];
        return Encoding.UTF8.GetString(line.AsSpan(0, LogRecord.Write(line, Stamp.FromMicroseconds(microseconds), draft)));
    }
}
