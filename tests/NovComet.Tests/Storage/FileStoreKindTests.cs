using System.Runtime.InteropServices;
using Microsoft.Extensions.FileProviders;
using NovComet.Channels;
using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.Tests.Storage;

/// <summary>Only a regular file is a channel.</summary>
[TestClass]
public sealed partial class FileStoreKindTests : IDisposable
{
    private static readonly DateTime s_longAgo = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);

    private readonly TemporaryDirectory _directory = new();

    private string ChannelFile => _directory.FileOf("odd");

    private string Target => Path.Combine(_directory.Path, "target");

    [TestMethod]
    [DataRow("pipe")]
    [DataRow("folder")]
    [DataRow("link to a file")]
    [DataRow("link to a folder")]
    [DataRow("dangling link")]
    public void ReadAndTouch_SomethingElseThanARegularFile_IsNoChannelAndStaysAsItIs(string kind)
    {
        Needs.Linux();
        Make(kind);
        FileStore store = TestStore.Open(_directory.Path);

        AssertIsNoChannel(store);
    }

    [TestMethod]
    [DataRow("folder")]
    [DataRow("link to a file")]
    [DataRow("link to a folder")]
    [DataRow("dangling link")]
    public void ReadAndTouch_ByPortableCalls_TellTheSameApartExceptPipes(string kind)
    {
        Make(kind);
        using var provider = new PhysicalFileProvider(_directory.Path);
        FileStore store = TestStore.On(_directory.Path, new PortableFileTimes(_directory.Path, provider, TimeProvider.System), TimeProvider.System);

        AssertIsNoChannel(store);
    }

    [TestMethod]
    public void Read_OddThingRemoved_IsAChannelLikeAnyOther()
    {
        FileStore store = TestStore.Open(_directory.Path);
        Make("folder");
        store.RefusesToTouch("odd", StoreFailure.NotAChannel, "not a regular file");
        Directory.Delete(ChannelFile);

        Assert.AreNotEqual(Stamp.NoFile, store.Touch("odd"));
    }

    public void Dispose() => _directory.Dispose();

    private void AssertIsNoChannel(FileStore store)
    {
        Assert.AreEqual(new ChannelReading(Stamp.NoFile, IsSettled: true), store.Read("odd"));
        store.RefusesToTouch("odd", StoreFailure.NotAChannel, "not a regular file");
        Assert.AreEqual(StoreFailure.NotAChannel, Assert.ThrowsExactly<ChannelStoreException>(() => store.Append("odd", "message")).Failure);
        Assert.AreEqual(s_longAgo, File.GetLastWriteTimeUtc(ChannelFile));
        if (File.Exists(Target)) Assert.AreEqual(s_longAgo, File.GetLastWriteTimeUtc(Target));
        Assert.IsFalse(File.Exists(Path.Combine(_directory.Path, "nowhere")));
    }

    private void Make(string kind)
    {
        switch (kind)
        {
            case "pipe":
                Assert.AreEqual(0, mkfifo(ChannelFile, 0x1B6));
                break;
            case "folder":
                Directory.CreateDirectory(ChannelFile);
                break;
            case "link to a file":
                File.WriteAllText(Target, "");
                File.SetLastWriteTimeUtc(Target, s_longAgo);
                File.CreateSymbolicLink(ChannelFile, Target);
                break;
            case "link to a folder":
                File.CreateSymbolicLink(ChannelFile, _directory.Path);
                break;
            default:
                File.CreateSymbolicLink(ChannelFile, Path.Combine(_directory.Path, "nowhere"));
                break;
        }

        File.SetLastWriteTimeUtc(ChannelFile, s_longAgo);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int mkfifo(string path, uint mode);
}
