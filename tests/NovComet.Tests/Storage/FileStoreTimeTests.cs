using NovComet.Channels;
using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.Tests.Storage;

/// <summary>A file's time is its channel's stamp, whoever set it to whatever.</summary>
[TestClass]
public sealed class FileStoreTimeTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FileStore _store;

    public FileStoreTimeTests() => _store = TestStore.Open(_directory.Path);

    private string ChannelFile => _directory.FileOf("news");

    [TestMethod]
    [DataRow(-24.0)]
    [DataRow(-1.0)]
    [DataRow(1.0)]
    [DataRow(24.0)]
    public void Read_TimeSetByHours_IsAnotherStampAndCertain(double hours)
    {
        Stamp before = _store.Touch("news");
        File.SetLastWriteTimeUtc(ChannelFile, before.ToTime().AddHours(hours).UtcDateTime);

        Assert.AreEqual(new ChannelReading(Stamp.FromTime(before.ToTime().AddHours(hours)), IsSettled: true), _store.Read("news"));
    }

    [TestMethod]
    [DataRow(-24.0)]
    [DataRow(24.0)]
    public void Touch_TimeSetByHours_IsNowAgain(double hours)
    {
        Stamp before = _store.Touch("news");
        File.SetLastWriteTimeUtc(ChannelFile, before.ToTime().AddHours(hours).UtcDateTime);

        Assert.IsInRange(TimeSpan.Zero, TestSettings.Patience, _store.Touch("news").ToTime() - before.ToTime());
    }

    [TestMethod]
    [DataRow("1960-01-01T00:00:00Z", "0.000001")]
    [DataRow("1969-12-31T23:59:59.9Z", "0.000001")]
    [DataRow("1970-01-01T00:00:00Z", "0.000001")]
    [DataRow("1970-01-01T00:00:01Z", "1.000001")]
    [DataRow("2024-11-20T08:00:00Z", "1732089600.000001")]
    [DataRow("2024-11-20T08:00:00.5Z", "1732089600.500000")]
    [DataRow("2300-01-01T00:00:00Z", "8589934591.999999")]
    public void Read_ATimeOfAnyCentury_IsTheNearestStamp(string time, string expected)
    {
        Needs.Linux();
        ExternalProgram.Run("touch", "-d", time, ChannelFile);

        Assert.AreEqual(expected, _store.Read("news").Stamp.ToString());
        Assert.IsTrue(_store.Read("news").IsSettled);
    }

    [TestMethod]
    public void Touch_TakingTurnsWithAnotherProcess_NeverGoesBack()
    {
        Needs.Linux();
        Stamp previous = _store.Touch("news");
        for (int i = 0; i < 60; i++)
        {
            ExternalProgram.Run("touch", ChannelFile);
            Stamp theirs = TimeOfFile();
            Stamp ours = _store.Touch("news");
            Assert.IsGreaterThan(previous, theirs, "touch(1) set an earlier time than the store had.");
            Assert.IsGreaterThan(theirs, ours, "The store set an earlier time than touch(1) had.");
            previous = ours;
        }
    }

    [TestMethod]
    public void Touch_ThousandsInARow_EachStampIsLater()
    {
        Stamp previous = Stamp.NoFile;
        for (int i = 0; i < 20_000 * TestSettings.Soak; i++)
        {
            Stamp stamp = _store.Touch("news");
            if (_store.Granularity == TimestampGranularity.Finest) Assert.IsGreaterThan(previous, stamp);
            else Assert.IsGreaterThanOrEqualTo(previous, stamp);
            previous = stamp;
        }
    }

    [TestMethod]
    public async Task Touch_ByManyThreads_LeavesTheLatestOfTheirStamps()
    {
        Needs.Linux();
        Stamp[] stamps = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(() => _store.Touch("news"))));

        Assert.AreEqual(stamps.Max(), TimeOfFile());
    }

    [TestMethod]
    public void Read_AFileReplacedByAnOlderOne_IsAnotherStamp()
    {
        Stamp before = _store.Touch("news");
        string older = Path.Combine(_directory.Path, "older");
        File.WriteAllText(older, "restored");
        File.SetLastWriteTimeUtc(older, before.ToTime().AddDays(-2).UtcDateTime);
        File.Move(older, ChannelFile, overwrite: true);

        Assert.AreEqual(Stamp.FromTime(before.ToTime().AddDays(-2)), _store.Read("news").Stamp);
    }

    public void Dispose() => _directory.Dispose();

    /// <summary>The file's time as it is, settled or not.</summary>
    private Stamp TimeOfFile() => FileTimes.For(_directory.Path, TimeProvider.System).Look("news.comet").Stamp;
}
