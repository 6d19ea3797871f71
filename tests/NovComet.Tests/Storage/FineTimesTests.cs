using NovComet.Channels;
using NovComet.Storage;
using NovComet.Storage.Native;
using NovComet.Testing;

namespace NovComet.Tests.Storage;

/// <summary>
/// Where times are fine, a stamp is issued at once, but only when the system cannot give it to another touch any more: a kernel may stamp
/// a file with a fine time that it gave to another file milliseconds ago, and that may lie in the same microsecond.
/// </summary>
[TestClass]
public sealed class FineTimesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTime _time = new();
    private readonly SteppedFileTimes _files;
    private readonly FileStore _store;

    public FineTimesTests()
    {
        // Opened on a real folder, which measures fine times; then the clock of the files is the test's.
        _files = new SteppedFileTimes(_time, TimeSpan.FromMicroseconds(1));
        _store = TestStore.On(_directory.Path, _files, _time);
        _store.Open();
        _time.Advance(TimeSpan.FromMilliseconds(500));
    }

    [TestInitialize]
    public void NeedFineTimes()
    {
        if (_store.Granularity != TimestampGranularity.Finest) Assert.Inconclusive("This machine's file system has coarse times.");
    }

    [TestMethod]
    public void Read_TheSystemIsPastTheStamp_IsSettledAtOnce()
    {
        Stamp stamp = _store.Touch("news");
        _files.Next = () => stamp.Microseconds + 1;
        Assert.AreEqual(new ChannelReading(stamp, IsSettled: true), _store.Read("news"));
    }

    [TestMethod]
    public void Read_TheSystemMayGiveTheStampAgain_IsProvisionalUntilATickIsOver()
    {
        Stamp stamp = _store.Touch("news");
        _files.Next = () => stamp.Microseconds;
        Assert.AreEqual(new ChannelReading(stamp.Provisional, IsSettled: false), _store.Read("news"));

        _time.Advance(_store.SettleTime - TimeSpan.FromMicroseconds(1));
        Assert.IsFalse(_store.Read("news").IsSettled);
        _time.Advance(TimeSpan.FromMicroseconds(1));
        Assert.AreEqual(new ChannelReading(stamp, IsSettled: true), _store.Read("news"));
    }

    [TestMethod]
    public void Read_OnAWholeSecond_HasToBePastTheMicrosecondThatCountsForIt()
    {
        _time.Advance(TimeSpan.FromMilliseconds(500));
        Stamp stamp = _store.Touch("news");
        Assert.AreEqual(1, stamp.Microseconds % 1_000_000);
        _files.Next = () => stamp.Microseconds;
        Assert.IsFalse(_store.Read("news").IsSettled);
    }

    [TestMethod]
    public void Touch_AStampIsHandedOut_OnlyWhenTheSystemIsPastIt()
    {
        _store.Touch("news");
        long next = _store.Touch("news").Microseconds - 2;
        _files.Next = () => ++next;
        Stamp stamp = _store.Touch("news");
        Assert.IsGreaterThan(stamp.Microseconds, next);
    }

    [TestMethod]
    [DataRow("tmpfs")]
    [DataRow("ramfs", DisplayName = "ramfs: coarse, and yet never behind the clock that was pushed")]
    public void Push_TheKernelsClock_LeavesNoOlderTimeToAnyFile(string fileSystem)
    {
        Needs.Linux();
        using var mount = new MountPoint(fileSystem);
        var files = new LinuxFileTimes(mount.Path);
        files.TryCreate("a.comet", UnixFileMode.UserWrite);
        for (int i = 0; i < 5_000; i++)
        {
            long pushed = FileClock.Push();
            files.Touch("a.comet");
            Assert.IsGreaterThanOrEqualTo(pushed, files.Look("a.comet").ModifiedAt);
            Assert.IsGreaterThan(0, pushed);
        }
    }

    [TestMethod]
    [DoNotParallelize]
    public async Task Touch_WhileOtherFilesTakeFineTimes_NeverGetsAStampThatWasIssued()
    {
        Needs.Linux();
        using var stop = new CancellationTokenSource();
        var files = new LinuxFileTimes(_directory.Path);
        files.TryCreate("noise.comet", UnixFileMode.UserWrite);
        Task noise = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                files.Touch("noise.comet");
                files.Look("noise.comet");
            }
        });
        FileStore store = TestStore.Open(_directory.Path);
        for (int i = 0; i < 100_000 * TestSettings.Soak; i++)
        {
            store.Touch("news");
            ChannelReading issued = store.Read("news");
            files.Touch("news.comet");
            Assert.IsTrue(issued.IsSettled);
            Assert.AreNotEqual(issued.Stamp, files.Look("news.comet").Stamp);
        }

        await stop.CancelAsync();
        await noise;
    }

    public void Dispose() => _directory.Dispose();
}
