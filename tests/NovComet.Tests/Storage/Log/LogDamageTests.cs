using System.Text;
using NovComet.Channels;
using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.Tests.Storage.Log;

/// <summary>What a writer who dies, or another program, leaves in a channel's file: no half message, and nothing lost of the whole ones.</summary>
[TestClass]
public sealed class LogDamageTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FileStore _store;

    public LogDamageTests() => _store = TestStore.Open(_directory.Path, options => options.Retention.Age = TimeSpan.FromDays(3650));

    private string ChannelFile => _directory.FileOf("news");

    [TestMethod]
    public void Append_AfterAWriterDiedAtAnyByte_HealsTheFile()
    {
        _store.Append("news", "one");
        long start = new FileInfo(ChannelFile).Length;
        _store.Append("news", "two, whose writer dies", key: "two");
        byte[] whole = File.ReadAllBytes(ChannelFile);

        for (long length = start; length <= whole.Length; length++)
        {
            File.WriteAllBytes(ChannelFile, whole[..(int)length]);
            using FileStore other = TestStore.Open(_directory.Path);
            ChannelReading torn = other.Read("news");
            string[] before = torn.Texts();
            Stamp seen = torn.Stamp;
            Stamp three = _store.Append("news", "three");

            // Without its line break only, the record is whole, and may count.
            string[] expected = length >= whole.Length - 1 ? ["one", "two, whose writer dies", "three"] : ["one", "three"];
            Assert.AreSequenceEqual(expected, _store.Read("news").Texts(), $"cut at {length}");
            Assert.AreSequenceEqual(expected[..^1], before, $"cut at {length}: nothing may come before what was seen");
            Assert.AreSequenceEqual(["three"], other.Read("news", torn.Log).Texts(), $"cut at {length}: read on");
            Assert.IsGreaterThan(seen, three);
        }
    }

    [TestMethod]
    public void Append_OfTheSameKeyAfterAWriterDiedBeforeTheLineBreak_IsNotASecondMessage()
    {
        Stamp stamp = _store.Append("news", "one", key: "k");
        using (FileStream file = File.OpenWrite(ChannelFile)) file.SetLength(file.Length - 1);
        using FileStore other = TestStore.Open(_directory.Path);

        Assert.AreEqual(stamp, other.Append("news", "one", key: "k"));
        Assert.AreSequenceEqual(["one"], other.Read("news").Texts());
    }

    [TestMethod]
    public void Read_LinesThatAreNoRecords_ArePassedOverCountedAndLoggedOnce()
    {
        using var log = new LogRecorder();
        using FileStore store = TestStore.Open(_directory.Path, logger: log.LoggerFor<FileStore>());
        store.Append("news", "one");
        File.AppendAllText(ChannelFile, "garbage\n\n{\"t\":1.5,\"d\":\"from the past\"}\n{\"t\":9.5\n");
        store.Append("news", "two");

        Assert.AreSequenceEqual(["one", "two"], store.Read("news").Texts());
        Assert.IsGreaterThanOrEqualTo(3, store.DamagedLines);
        (_, string said) = Assert.ContainsSingle(entry => entry.Message.Contains("no whole record", StringComparison.Ordinal), log.Entries);
        Assert.Contains("channel news", said);
    }

    [TestMethod]
    public void Read_RecordsOfAnotherProgramWithoutAHeader_AreMessages()
    {
        File.WriteAllText(ChannelFile, """
            { "t" : 1732089600.5, "d" : "php", "more" : true }
            {"t":1732089601,"d":"seconds"}

            """.ReplaceLineEndings("\r\n"));
        ChannelReading read = _store.Read("news");
        Assert.AreSequenceEqual(["php", "seconds"], read.Texts());
        Assert.AreEqual(Stamp.NoFile, read.Log!.From);
        Assert.AreEqual("1732089600.499999", read.Log.Life.ToString());

        Stamp next = _store.Append("news", "ours");
        ChannelReading on = _store.Read("news", read.Log);
        Assert.IsTrue(on.Log!.IsContinuation);
        Assert.AreSequenceEqual(["ours"], on.Texts());
        Assert.AreEqual(next, on.Stamp);
    }

    [TestMethod]
    public void Read_AHeaderWithMembersThatAreNotKnown_IsAHeader()
    {
        File.WriteAllText(ChannelFile, "{\"v\":2, \"life\" : 1.5, \"from\":2.5}\n{\"t\":2.25,\"d\":\"trimmed\"}\n{\"t\":3.5,\"d\":\"kept\"}\n");
        ChannelReading read = _store.Read("news");
        Assert.AreSequenceEqual(["kept"], read.Texts());
        Assert.AreEqual((Stamp.FromMicroseconds(2_500_000), Stamp.FromMicroseconds(1_500_000)), (read.Log!.From, read.Log.Life));
    }

    [TestMethod]
    public void Read_AFileWrittenAnewInPlace_IsReadFromItsBeginning()
    {
        for (int i = 0; i < 3; i++) _store.Append("news", $"{i}");
        LogReading known = _store.Read("news").Log!;
        File.WriteAllText(ChannelFile, string.Concat(Enumerable.Range(1, 50).Select(i => $"{{\"t\":{i}.5,\"d\":\"{i}\"}}\n")));

        ChannelReading read = _store.Read("news", known);
        Assert.IsFalse(read.Log!.IsContinuation);
        Assert.HasCount(50, read.Texts());
    }

    [TestMethod]
    public void Read_TextThatIsNoLog_IsASignalByItsTime()
    {
        File.WriteAllText(ChannelFile, "whatever the original had there");
        Stamp first = Settled();
        File.SetLastWriteTimeUtc(ChannelFile, first.ToTime().AddHours(-1).UtcDateTime);
        Assert.AreEqual(Stamp.FromTime(first.ToTime().AddHours(-1)), Settled());
        Assert.IsEmpty(_store.Read("news").Texts());

        Stamp message = _store.Append("news", "now a log");
        Assert.AreSequenceEqual(["now a log"], _store.Read("news").Texts());
        Assert.AreEqual(message, _store.Read("news").Stamp);
    }

    [TestMethod]
    public void Read_ALineThatIsLargerThanAnyMessage_IsPassedOverInBoundedMemory()
    {
        _store.Append("news", "one");
        using (FileStream file = File.Open(ChannelFile, FileMode.Append))
        {
            byte[] spaces = Encoding.ASCII.GetBytes(new string(' ', 1 << 20));
            for (int i = 0; i < 40; i++) file.Write(spaces);
            file.WriteByte((byte)'\n');
        }

        _store.Append("news", "two");
        Assert.AreSequenceEqual(["one", "two"], _store.Read("news").Texts());
    }

    public void Dispose()
    {
        _store.Dispose();
        _directory.Dispose();
    }

    private Stamp Settled() => _store.Read("news").Stamp;
}
