using System.Collections.Concurrent;
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

    [TestMethod]
    public void Append_UntilTheFileSystemIsFull_KeepsWhatWasAcknowledgedAndNoHalfMessage()
    {
        using var mount = new MountPoint("tmpfs", "size=256k");
        using FileStore store = TestStore.Open(mount.Path, options => options.Retention.Bytes = 1024 * 1024);
        var acknowledged = new List<string>();
        ChannelStoreException refusal = Assert.ThrowsExactly<ChannelStoreException>(() =>
        {
            for (int i = 0; ; i++)
            {
                string text = $"{i} {new string('x', 5_000)}";
                store.Append("news", text);
                acknowledged.Add(text);
            }
        });
        Assert.AreEqual(StoreFailure.NoSpace, refusal.Failure);
        Assert.Contains("no room", refusal.Message);
        ChannelReading read = store.Read("news");
        Assert.AreSequenceEqual(acknowledged.ToArray(), read.Texts());
        Assert.AreEqual(read.Log!.Messages[^1].Stamp, read.Stamp, "A refused message is no signal.");
        Assert.IsGreaterThan(read.Stamp, store.Touch("news"));
        Assert.AreEqual(0, store.DamagedLines);
    }

    [TestMethod]
    public async Task Append_ManyTogetherToAFileSystemThatBecomesFull_KeepsThoseThatFit()
    {
        using var mount = new MountPoint("tmpfs", "size=256k");
        using FileStore store = TestStore.Open(mount.Path, options => (options.Retention.Bytes, options.Retention.Messages) = (1024 * 1024, 100_000));
        var acknowledged = new ConcurrentBag<Stamp>();
        int refused = 0;
        await Task.WhenAll(Enumerable.Range(0, 600).Select(i => Task.Run(async () =>
        {
            try
            {
                var draft = new MessageDraft(MessageContent.FromText(new string('x', 700)));
                acknowledged.Add(await store.AppendAsync(ChannelName.Parse("news"), draft, CancellationToken.None));
            }
            catch (ChannelStoreException error)
            {
                Assert.AreEqual(StoreFailure.NoSpace, error.Failure);
                Interlocked.Increment(ref refused);
            }
        })));

        Assert.IsGreaterThan(0, refused);
        Assert.AreSequenceEqual(acknowledged.Order().ToArray(), store.Read("news").Log!.Messages.Select(message => message.Stamp).ToArray());
        Assert.AreEqual(0, store.DamagedLines);
    }

    [TestMethod]
    public void Append_ToAReadOnlyMount_IsDeniedAndReadsGoOn()
    {
        using var mount = new MountPoint("tmpfs");
        FileStore store = TestStore.Open(mount.Path);
        Stamp stamp = store.Append("news", "one");
        store.Dispose();
        mount.MakeReadOnly();

        using FileStore reader = TestStore.Open(mount.Path);
        Assert.AreEqual(StoreFailure.Denied, Assert.ThrowsExactly<ChannelStoreException>(() => reader.Append("news", "two")).Failure);
        Assert.AreEqual(stamp, reader.Read("news").Stamp);
        Assert.AreSequenceEqual(["one"], reader.Read("news").Texts());
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
