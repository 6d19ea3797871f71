using NovComet.Testing;
using NovComet.Storage;

namespace NovComet.Tests.Storage;

[TestClass]
public sealed class FileSystemKindTests
{
    [TestMethod]
    [DataRow("/dev/shm", "tmpfs")]
    [DataRow("/proc", "proc")]
    public void FormatOf_KnownMounts_NamesTheFileSystem(string path, string format)
    {
        Needs.Linux();
        Assert.AreEqual(format, FileSystemKind.FormatOf(path));
        Assert.IsFalse(FileSystemKind.IsSilent(path));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("/no/such/folder\0")]
    public void FormatOf_NoFolder_IsEmpty(string path) => Assert.AreEqual("", FileSystemKind.FormatOf(path));

    [TestMethod]
    [DataRow("nfs")]
    [DataRow("nfs4")]
    [DataRow("cifs")]
    [DataRow("smb2")]
    [DataRow("9p")]
    [DataRow("fuse")]
    [DataRow("virtiofs")]
    [DataRow("ceph")]
    public void IsSilentFormat_OthersCanChangeFiles_IsSilent(string format) => Assert.IsTrue(FileSystemKind.IsSilentFormat(format));

    [TestMethod]
    [DataRow("ext4")]
    [DataRow("tmpfs")]
    [DataRow("xfs")]
    [DataRow("btrfs")]
    [DataRow("overlay")]
    [DataRow("ramfs")]
    [DataRow("")]
    public void IsSilentFormat_LocalOrUnknown_IsNot(string format) => Assert.IsFalse(FileSystemKind.IsSilentFormat(format));
}
