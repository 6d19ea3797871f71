using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.Tests.Storage;

[TestClass]
public sealed class DirectoryIdentityTests
{
    [TestMethod]
    public void Of_AFolderThatStays_StaysTheSame()
    {
        using var directory = new TemporaryDirectory();
        DirectoryIdentity? before = DirectoryIdentity.Of(directory.Path);
        File.WriteAllText(directory.FileOf("news"), "");
        Directory.SetLastWriteTimeUtc(directory.Path, DateTime.UnixEpoch);

        Assert.IsNotNull(before);
        Assert.AreEqual(before, DirectoryIdentity.Of(directory.Path));
        Assert.AreEqual(before, DirectoryIdentity.Of(directory.Path + "/"));
    }

    [TestMethod]
    public void Of_NothingThere_IsNull() => Assert.IsNull(DirectoryIdentity.Of("/nowhere/at/all"));

    [TestMethod]
    [DataRow("/dev/shm")]
    [DataRow("/tmp")]
    public void Of_AFolderRemovedAndMadeAgain_IsAnotherEachTime(string parent)
    {
        Needs.Linux();
        if (Environment.OSVersion.Version < new Version(6, 13)) Assert.Inconclusive("Kernels before 6.13 also keep times of birth coarsely.");
        string path = Path.Combine(parent, $"novcomet-test-{Guid.NewGuid():N}");
        DirectoryIdentity? before = null;
        for (int i = 0; i < 300; i++)
        {
            Directory.CreateDirectory(path);
            DirectoryIdentity? now = DirectoryIdentity.Of(path);
            Directory.Delete(path);
            Assert.IsNotNull(now);
            Assert.AreNotEqual(before, now, $"Folder {i} passes for the one before it.");
            before = now;
        }
    }

    [TestMethod]
    public void Of_AnotherFolderMovedIntoItsPlace_IsAnother()
    {
        using var directory = new TemporaryDirectory();
        string path = Directory.CreateDirectory(Path.Combine(directory.Path, "channels")).FullName;
        string other = Directory.CreateDirectory(Path.Combine(directory.Path, "other")).FullName;
        DirectoryIdentity? before = DirectoryIdentity.Of(path);
        Directory.Delete(path);
        Directory.Move(other, path);

        Assert.AreNotEqual(before, DirectoryIdentity.Of(path));
    }

    [TestMethod]
    public void Of_AMountOverIt_IsAnother()
    {
        Needs.Linux();
        using var below = new MountPoint("tmpfs");
        DirectoryIdentity? before = DirectoryIdentity.Of(below.Path);
        ExternalProgram.Run("mount", "-t", "tmpfs", "novcomet-test", below.Path);
        try
        {
            Assert.AreNotEqual(before, DirectoryIdentity.Of(below.Path));
        }
        finally
        {
            ExternalProgram.Run("umount", below.Path);
        }
    }

    [TestMethod]
    public void Of_ALinkToAFolder_IsTheFolders()
    {
        using var directory = new TemporaryDirectory();
        string folder = Directory.CreateDirectory(Path.Combine(directory.Path, "folder")).FullName;
        string link = Path.Combine(directory.Path, "link");
        Directory.CreateSymbolicLink(link, folder);

        Assert.AreEqual(DirectoryIdentity.Of(folder), DirectoryIdentity.Of(link));
    }
}
