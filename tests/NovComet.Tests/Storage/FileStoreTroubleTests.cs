using NovComet.Channels;
using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.Tests.Storage;

/// <summary>File systems that are full or read-only: a refused publish says why, and what still can be done is done.</summary>
[TestClass]
public sealed class FileStoreTroubleTests
{
    [TestInitialize]
    public void NeedLinux() => Needs.Linux();

    [TestMethod]
    public void Touch_NoRoomForAnotherFile_SaysSoAndStillTouchesWhatIsThere()
    {
        using var mount = new MountPoint("tmpfs", "size=64k,nr_inodes=6");
        FileStore store = TestStore.Open(mount.Path);
        Stamp before = store.Touch("there");
        int files = FillWithChannels(store);

        store.RefusesToTouch("one-more", StoreFailure.NoSpace, "no room");
        Assert.IsGreaterThan(before, store.Touch("there"));
        Assert.AreEqual(Stamp.NoFile, store.Read("one-more").Stamp);

        File.Delete(Path.Combine(mount.Path, $"full-{files - 1}.comet"));
        Assert.AreNotEqual(Stamp.NoFile, store.Touch("one-more"));
    }

    [TestMethod]
    public void Touch_NoRoomForContent_StillWorks()
    {
        using var mount = new MountPoint("tmpfs", "size=64k");
        FileStore store = TestStore.Open(mount.Path);
        Stamp before = store.Touch("there");
        Assert.Throws<IOException>(() => File.WriteAllBytes(Path.Combine(mount.Path, "ballast"), new byte[1 << 20]));

        Assert.IsGreaterThan(before, store.Touch("there"));
        Assert.AreNotEqual(Stamp.NoFile, store.Touch("new"));
    }

    [TestMethod]
    public void Touch_OnAReadOnlyMount_IsDeniedAndReadsGoOn()
    {
        using var mount = new MountPoint("tmpfs");
        FileStore store = TestStore.Open(mount.Path);
        Stamp stamp = store.Touch("there");
        mount.MakeReadOnly();

        store.RefusesToTouch("there", StoreFailure.Denied, "no right");
        store.RefusesToTouch("new", StoreFailure.Denied, "no right");
        Assert.AreEqual(stamp, store.Read("there").Stamp);
    }

    [TestMethod]
    public void Touch_Refused_LogsWhatTheSystemSaid()
    {
        using var mount = new MountPoint("tmpfs");
        using var log = new LogRecorder();
        FileStore store = TestStore.Open(mount.Path, logger: log.LoggerFor<FileStore>());
        mount.MakeReadOnly();
        store.RefusesToTouch("new", StoreFailure.Denied, "no right");

        Assert.ContainsSingle(entry => entry.Message.StartsWith("Channel new could not be touched: ", StringComparison.Ordinal), log.Entries);
    }

    private static int FillWithChannels(FileStore store)
    {
        for (int made = 0; ; made++)
        {
            try
            {
                store.Touch($"full-{made}");
            }
            catch (ChannelStoreException)
            {
                Assert.IsGreaterThan(0, made);
                return made;
            }
        }
    }
}
