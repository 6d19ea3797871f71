using System.Runtime.Versioning;
using NovComet.Channels;
using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.Tests.Storage;

/// <summary>The channel directory is made when it is missing, also when it goes missing later.</summary>
[TestClass]
public sealed class FileStoreFolderTests : IDisposable
{
    private readonly TemporaryDirectory _parent = new();

    private string Folder => Path.Combine(_parent.Path, "several", "levels", "down");

    [TestMethod]
    public void Open_AFolderThatIsMissing_IsMadeWithItsParents()
    {
        TestStore.Open(Folder);
        Assert.IsTrue(Directory.Exists(Folder));
    }

    [TestMethod]
    public void Open_AnyFolder_LeavesNoProbeBehind()
    {
        TestStore.Open(Folder);
        Assert.AreSequenceEqual([Path.Combine(Folder, ".novcomet")], Directory.EnumerateFileSystemEntries(Folder, "*", SearchOption.AllDirectories).ToArray());
    }

    [TestMethod]
    [UnsupportedOSPlatform("windows")]
    public void Open_AFolderThatExists_KeepsItsPermissions()
    {
        Needs.Linux();
        Directory.CreateDirectory(Folder);
        Permissions.Set(Folder, "0700");
        TestStore.Open(Folder, options => options.DirectoryMode = "0777");
        Assert.AreEqual("0700", Permissions.Of(Folder));
    }

    [TestMethod]
    public void Open_AFileWhereTheFolderBelongs_SaysWhatToDo()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder)!);
        File.WriteAllText(Folder, "");

        IOException error = Assert.ThrowsExactly<IOException>(() => TestStore.Open(Folder));
        Assert.Contains(Folder, error.Message);
        Assert.Contains("NovComet:Directory", error.Message);
    }

    [TestMethod]
    public void Touch_FolderRemovedBetweenCalls_IsMadeAgain()
    {
        FileStore store = TestStore.Open(Folder, options => options.DirectoryMode = "0750");
        for (int i = 0; i < 100; i++)
        {
            store.Touch("news");
            Directory.Delete(Folder, recursive: true);
            Assert.AreEqual(new ChannelReading(Stamp.NoFile, IsSettled: true), store.Read("news"));
        }

        Assert.AreNotEqual(Stamp.NoFile, store.Touch("news"));
        if (!OperatingSystem.IsWindows()) Assert.AreEqual("0750", Permissions.Of(Folder));
    }

    [TestMethod]
    public async Task Touch_FilesRemovedAllTheTime_SucceedsOrIsUnavailable()
    {
        FileStore store = TestStore.Open(Folder);
        using var stop = new CancellationTokenSource();
        Task remover = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested) File.Delete(Path.Combine(Folder, "news.comet"));
        });
        for (int i = 0; i < 2_000; i++)
        {
            try
            {
                store.Touch("news");
            }
            catch (ChannelStoreException error)
            {
                Assert.AreEqual(StoreFailure.Unavailable, error.Failure);
            }
        }

        await stop.CancelAsync();
        await remover;
    }

    [TestMethod]
    public void Touch_AFileThatVanishesAtEachAttempt_IsUnavailable()
    {
        FileStore store = TestStore.On(Folder, new VanishingFile(), TimeProvider.System);
        store.RefusesToTouch("news", StoreFailure.Unavailable, "try again");
    }

    [TestMethod]
    public void FullPath_ATrailingSlashOrDots_IsOneAndTheSameFolder() =>
        Assert.AreEqual(_parent.Path, new ChannelDirectory(new NovCometOptions { Directory = _parent.Path + "/x/.././" }).FullPath);

    public void Dispose() => _parent.Dispose();

    /// <summary>Always there when looked at, always gone when touched.</summary>
    private sealed class VanishingFile : IFileTimes
    {
        public FileStatus Look(string fileName) => new(FileKind.Regular, 1);

        public void Touch(string fileName) => throw new FileNotFoundException();

        public bool TryCreate(string fileName, UnixFileMode mode) => throw new NotSupportedException();
    }
}
