using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.Tests.Storage;

[TestClass]
public sealed class TimestampGranularityTests
{
    [TestMethod]
    [DataRow(10.0)]
    [DataRow(15.6)]
    public void Measure_TimesThatStepByTicks_FindsTheTick(double milliseconds) =>
        Assert.AreEqual(TimeSpan.FromMilliseconds(milliseconds), Measure(TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMicroseconds(3)));

    [TestMethod]
    [DataRow(50.0, 20.0)]
    [DataRow(4_000.0, 3.0)]
    public void Measure_StepsShorterThanTheSlowestTick_AreNotReliedOn(double step, double perTouch) =>
        Assert.AreEqual(TimestampGranularity.Unknown, Measure(TimeSpan.FromMicroseconds(step), TimeSpan.FromMicroseconds(perTouch)));

    [TestMethod]
    public void Measure_EachTouchGetsATimeOfItsOwn_IsTheFinest() =>
        Assert.AreEqual(TimestampGranularity.Finest, Measure(TimeSpan.FromMicroseconds(1), TimeSpan.FromMicroseconds(3)));

    [TestMethod]
    public void Measure_AFewEqualTimes_AreStillTheFinest() =>
        Assert.AreEqual(TimestampGranularity.Finest, Measure(TimeSpan.FromMicroseconds(50), TimeSpan.FromMicroseconds(45)));

    [TestMethod]
    public void Measure_NoStepWithinItsPatience_AssumesTheCoarsest() =>
        Assert.AreEqual(TimestampGranularity.Coarsest, Measure(TimeSpan.FromHours(1), TimeSpan.FromMicroseconds(500)));

    [TestMethod]
    public void Measure_OneLargeStepWithinItsPatience_IsTheStep() =>
        Assert.AreEqual(TimeSpan.FromMilliseconds(40), Measure(TimeSpan.FromMilliseconds(40), TimeSpan.FromMicroseconds(500)));

    [TestMethod]
    public void Measure_OnTmpfs_IsTheFinestOnKernelsThatHaveIt()
    {
        Needs.Linux();
        using var mount = new MountPoint("tmpfs");
        if (Environment.OSVersion.Version < new Version(6, 13)) Assert.Inconclusive("Kernels before 6.13 have coarse times everywhere.");
        Assert.AreEqual(TimestampGranularity.Finest, TestStore.Open(mount.Path).Granularity);
    }

    // Alone, because fine times that other tests take let those of ramfs step finely too.
    [TestMethod]
    [DoNotParallelize]
    public void Measure_OnRamfs_IsATick()
    {
        Needs.Linux();
        using var mount = new MountPoint("ramfs");
        Assert.IsInRange(TimestampGranularity.Unknown, TimeSpan.FromMilliseconds(60), TestStore.Open(mount.Path).Granularity);
    }

    [TestMethod]
    public void Measure_OnAReadOnlyMount_AssumesATickAndSaysSo()
    {
        Needs.Linux();
        using var mount = new MountPoint("tmpfs");
        using var log = new LogRecorder();
        mount.MakeReadOnly();
        FileStore store = TestStore.Open(mount.Path, logger: log.LoggerFor<FileStore>());

        Assert.AreEqual(TimestampGranularity.Unknown, store.Granularity);
        Assert.ContainsSingle(entry => entry.Message.Contains("cannot be measured", StringComparison.Ordinal), log.Entries);
    }

    private static TimeSpan Measure(TimeSpan step, TimeSpan perTouch)
    {
        var time = new ManualTime();
        var files = new SteppedFileTimes(time, step, perTouch);
        files.TryCreate("probe", default);
        return TimestampGranularity.Measure(files, "probe", time);
    }
}
