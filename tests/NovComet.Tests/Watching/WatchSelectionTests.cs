using NovComet.Testing;
using NovComet.Watching;

namespace NovComet.Tests.Watching;

[TestClass]
public sealed class WatchSelectionTests
{
    [TestMethod]
    [DataRow("/dev/shm", "tmpfs")]
    [DataRow("/proc", "proc")]
    public void FormatOf_KnownMounts_NamesTheFileSystem(string path, string format)
    {
        Needs.Linux();
        Assert.AreEqual(format, WatchSelection.FormatOf(path));
        Assert.IsFalse(WatchSelection.IsSilent(path));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("/no/such/folder\0")]
    public void FormatOf_NoFolder_IsEmpty(string path) => Assert.AreEqual("", WatchSelection.FormatOf(path));

    [TestMethod]
    [DataRow("nfs")]
    [DataRow("nfs4")]
    [DataRow("cifs")]
    [DataRow("smb2")]
    [DataRow("9p")]
    [DataRow("fuse")]
    [DataRow("virtiofs")]
    [DataRow("ceph")]
    public void IsSilentFormat_OthersCanChangeFiles_IsSilent(string format) => Assert.IsTrue(WatchSelection.IsSilentFormat(format));

    [TestMethod]
    [DataRow("ext4")]
    [DataRow("tmpfs")]
    [DataRow("xfs")]
    [DataRow("btrfs")]
    [DataRow("overlay")]
    [DataRow("ramfs")]
    [DataRow("")]
    public void IsSilentFormat_LocalOrUnknown_IsNot(string format) => Assert.IsFalse(WatchSelection.IsSilentFormat(format));

    [TestMethod]
    [DataRow(DetectionMode.Auto, true)]
    [DataRow(DetectionMode.Watch, true)]
    [DataRow(DetectionMode.ChangeToken, true)]
    [DataRow(DetectionMode.Sweep, false)]
    public void Make_EachMode_WatchesOrSweepsAndIsHealthy(DetectionMode mode, bool isWatching)
    {
        using var rig = new WatchRig(mode);
        Assert.AreEqual(new WatchHealth(isWatching, Trouble: null), rig.Keeper.Health);
    }
}
