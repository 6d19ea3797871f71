using NovComet.Channels;
using NovComet.Storage;
using NovComet.Storage.Log;
using NovComet.Testing;

namespace NovComet.Tests.Storage.Log;

/// <summary>What others do in the middle of an append, a trim, a read: put there by force.</summary>
[TestClass]
public sealed class LogInterleavingTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly HookedLogFiles _hooks;
    private readonly FileStore _writer;
    private readonly FileStore _reader;
    private readonly IFileTimes _files;

    public LogInterleavingTests()
    {
        _hooks = new HookedLogFiles(LogFiles.For(_directory.Path));
        _files = FileTimes.For(_directory.Path, TimeProvider.System);
        _writer = TestStore.On(_directory.Path, _files, TimeProvider.System, options => options.Retention.Messages = 10, logFiles: _hooks);
        _writer.Open();
        _reader = TestStore.Open(_directory.Path);
    }

    [TestMethod]
    public void Append_ToAChannelWithoutFile_IsSeenWithItsMessageOrNotAtAll()
    {
        ChannelReading before = default;
        _hooks.BeforePlace = () => before = _reader.Read("news");
        Stamp one = _writer.Append("news", "one");

        Assert.AreEqual(Stamp.NoFile, before.Stamp, "An empty file would be a signal that nobody gave.");
        Assert.AreEqual(one, _reader.Read("news").Stamp);
        Assert.IsEmpty(Directory.EnumerateFiles(Path.Combine(_directory.Path, ".novcomet"), "new-*"));
    }

    [TestMethod]
    public void Append_ToAChannelThatIsTouchedMeanwhile_ComesAfterTheTouch()
    {
        _hooks.BeforePlace = () => OutsideWorld.Change(_directory.Path, NovComet.Channels.ChannelName.Parse("news"));
        Stamp one = _writer.Append("news", "one");

        ChannelReading read = _reader.Read("news");
        Assert.AreEqual(one, read.Stamp);
        Assert.AreSequenceEqual(["one"], read.Texts());
        Assert.IsGreaterThan(Stamp.NoFile, read.Log!.Life, "It was touched in an earlier life.");
        Assert.IsLessThan(one, read.Log.Life);
    }

    [TestMethod]
    public void Read_BetweenTheWriteAndTheSettingOfTheTime_SeesTheMessageAndNoTouch()
    {
        _writer.Append("news", "one");
        ChannelReading known = _reader.Read("news");
        ChannelReading between = default;
        _hooks.BeforeSetTime = () => between = _reader.Read("news", known.Log);
        Stamp two = _writer.Append("news", "two");

        Assert.AreSequenceEqual(["two"], between.Texts());
        Assert.AreEqual(two, between.Stamp, "Not the time of the write.");
        Assert.IsFalse(between.IsSettled);

        ChannelReading after = _reader.Read("news", between.Log);
        Assert.AreEqual((two, true), (after.Stamp, after.IsSettled));
        Assert.IsTrue(after.Log!.IsContinuation);
        Assert.IsEmpty(after.Texts());
    }

    [TestMethod]
    public void Touch_BetweenTheWriteAndTheSettingOfTheTime_MergesIntoTheMessage()
    {
        _writer.Append("news", "one");
        ChannelReading known = _reader.Read("news");
        _hooks.BeforeSetTime = () => _files.Touch("news.comet");
        Stamp two = _writer.Append("news", "two");

        ChannelReading after = _reader.Read("news", known.Log);
        Assert.AreEqual((two, true), (after.Stamp, after.IsSettled));
        Assert.AreSequenceEqual(["two"], after.Texts());
    }

    [TestMethod]
    public void Touch_WhileTheFileIsReplacedByATrimmedOne_IsPassedOn()
    {
        for (int i = 0; i < 42; i++) _writer.Append("news", $"{i}");
        _hooks.BeforeReplace = () => _files.Touch("news.comet");
        Stamp last = _writer.Append("news", "that trims");

        ChannelReading read = _reader.Read("news");
        Assert.HasCount(10, read.Texts());
        Assert.IsGreaterThan(last, read.Stamp, "The touch was lost with the old file.");
    }

    [TestMethod]
    public void Read_WhileTheFileIsReplacedByATrimmedOne_ReadsTheOldOneToItsEnd()
    {
        for (int i = 0; i < 42; i++) _writer.Append("news", $"{i}");
        using FileStore reader = TestStore.On(_directory.Path, _files, TimeProvider.System, logFiles: _hooks);
        bool isTrimmed = false;
        _hooks.BeforeRead = () =>
        {
            if (isTrimmed) return;
            isTrimmed = true;
            _writer.Append("news", "that trims");
        };
        ChannelReading old = reader.Read("news");
        Assert.AreSequenceEqual(Enumerable.Range(0, 42).Select(i => $"{i}").ToArray(), old.Texts());

        ChannelReading fresh = reader.Read("news", old.Log);
        Assert.IsFalse(fresh.Log!.IsContinuation);
        Assert.AreEqual("that trims", fresh.Texts()[^1]);
        Assert.IsLessThanOrEqualTo(old.Log!.Messages[^1].Stamp, fresh.Log.From, "There is no hole between the two.");
        Assert.AreEqual(old.Log.Life, fresh.Log.Life);
    }

    [TestMethod]
    public void Append_ToAFileWhoseTimeMayNotBeSet_IsReadAllTheSameAndStampsRise()
    {
        _hooks.MaySetTime = false;
        Stamp previous = Stamp.NoFile;
        LogReading? known = null;
        for (int i = 0; i < 20; i++)
        {
            Stamp stamp = _writer.Append("news", $"{i}");
            ChannelReading read = _reader.Read("news", known);
            Assert.AreSequenceEqual([$"{i}"], read.Texts());
            Assert.IsGreaterThan(previous, stamp);
            Assert.IsGreaterThanOrEqualTo(stamp, read.Stamp);
            (previous, known) = (read.Stamp, read.Log);
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _reader.Dispose();
        _directory.Dispose();
    }
}
