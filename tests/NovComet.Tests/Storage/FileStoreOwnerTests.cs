using System.Runtime.Versioning;
using NovComet.Channels;
using NovComet.Storage;
using NovComet.Storage.Native;
using NovComet.Testing;

namespace NovComet.Tests.Storage;

/// <summary>Who may touch what: gateways and publishers are often different users who share a group.</summary>
[TestClass]
[UnsupportedOSPlatform("windows")]
public sealed class FileStoreOwnerTests : IDisposable
{
    private const int Member = 65_001;
    private const int Group = 65_002;
    private const int Stranger = 65_003;

    private readonly TemporaryDirectory _parent = new();

    private string Folder => Path.Combine(_parent.Path, "channels");

    private string ChannelFile => Path.Combine(Folder, "news.comet");

    [TestInitialize]
    public void NeedRoot()
    {
        Needs.Linux();
        Needs.Root();
        Permissions.Set(_parent.Path, "0755");
    }

    [TestMethod]
    [DataRow("0770", "0660")]
    [DataRow("0700", "0600")]
    [DataRow("0777", "0666")]
    [DataRow("2775", "0664")]
    [DataRow("1777", "0666")]
    public void Touch_NewFolderAndFile_HaveThePermissionsThatWereAskedFor(string folderMode, string fileMode)
    {
        FileStore store = TestStore.Open(Folder, options => options.DirectoryMode = folderMode);
        store.Touch("news");

        Assert.AreEqual(folderMode, Permissions.Of(Folder));
        Assert.AreEqual(folderMode, Permissions.Of(Path.Combine(Folder, ".novcomet")));
        Assert.AreEqual(fileMode, Permissions.Of(ChannelFile));
    }

    [TestMethod]
    public void Touch_AFileThatExists_KeepsItsPermissionsAndOwner()
    {
        FileStore store = TestStore.Open(Folder);
        File.WriteAllText(ChannelFile, "content");
        Permissions.Set(ChannelFile, "0400");
        GiveTo(Stranger, Stranger);

        store.Touch("news");

        Assert.AreEqual("0400", Permissions.Of(ChannelFile));
        Assert.AreEqual(new FileOwner(Stranger, Stranger), FileOwner.Of(ChannelFile));
        Assert.AreEqual("content", File.ReadAllText(ChannelFile));
    }

    [TestMethod]
    public void Touch_ByAProcessOfTheGroup_IsAllowedAndRead()
    {
        FileStore store = TestStore.Open(Folder, options => options.DirectoryGroup = $"{Group}");
        Stamp before = store.Touch("news");
        Assert.AreEqual("2770", Permissions.Of(Folder));
        Assert.AreEqual((uint)Group, FileOwner.Of(ChannelFile)!.Value.Group);

        Assert.AreEqual(0, TouchAs(Member, Group, ChannelFile).Code);
        Assert.IsGreaterThan(before, store.Read("news").Stamp);

        string theirs = Path.Combine(Folder, "theirs.comet");
        Assert.AreEqual(0, TouchAs(Member, Group, theirs).Code);
        Assert.AreEqual(new FileOwner(Member, Group), FileOwner.Of(theirs));
        Assert.AreNotEqual(Stamp.NoFile, store.Read("theirs").Stamp);
    }

    [TestMethod]
    public void Touch_ByAProcessOutsideOfTheGroup_IsRefused()
    {
        FileStore store = TestStore.Open(Folder, options => options.DirectoryGroup = $"{Group}");
        store.Touch("news");

        Assert.AreNotEqual(0, TouchAs(Stranger, Stranger, ChannelFile).Code);
    }

    [TestMethod]
    public void Touch_AnothersFileThatOneMayWrite_NeedsNoOwnership()
    {
        FileStore store = TestStore.Open(Folder, options => options.DirectoryGroup = $"{Group}");
        Stamp before = store.Touch("news");

        OtherUser.Does(Member, Group, () => Assert.IsGreaterThan(before, store.Touch("news")));
    }

    [TestMethod]
    public void Touch_AnothersFileThatOneMayNotWrite_IsDenied()
    {
        FileStore store = TestStore.Open(Folder, options => options.DirectoryMode = "0777");
        File.WriteAllText(ChannelFile, "");
        Permissions.Set(ChannelFile, "0604");

        OtherUser.Does(Stranger, Stranger, () => store.RefusesToTouch("news", StoreFailure.Denied, "no right"));
    }

    [TestMethod]
    public void Touch_ANewFileWhereOneMayNotWrite_IsDenied()
    {
        FileStore store = TestStore.Open(Folder, options => options.DirectoryMode = "0755");

        OtherUser.Does(Stranger, Stranger, () => store.RefusesToTouch("news", StoreFailure.Denied, "no right"));
    }

    [TestMethod]
    public void Read_AFileThatNobodyMayOpen_IsReadAllTheSame()
    {
        FileStore store = TestStore.Open(Folder, options => options.DirectoryMode = "0755");
        Stamp stamp = store.Touch("news");
        Permissions.Set(ChannelFile, "0000");

        OtherUser.Does(Stranger, Stranger, () => Assert.AreEqual(stamp, store.Read("news").Stamp));
    }

    [TestMethod]
    public void Open_AGroupThatDoesNotExist_SaysWhatToDo()
    {
        IOException error = Assert.ThrowsExactly<IOException>(() => TestStore.Open(Folder, options => options.DirectoryGroup = "no-such-group"));
        Assert.Contains("no-such-group", error.Message);
        Assert.Contains("NovComet:Directory", error.Message);
    }

    [TestMethod]
    public void Open_AGroupByName_IsFound()
    {
        TestStore.Open(Folder, options => options.DirectoryGroup = "root");
        Assert.AreEqual(new FileOwner(0, 0), FileOwner.Of(Folder));
        Assert.AreEqual("2770", Permissions.Of(Folder));
    }

    public void Dispose() => _parent.Dispose();

    private static (int Code, string Output) TouchAs(int user, int group, string file) =>
        ExternalProgram.TryRun(Needs.Tool("setpriv", "util-linux"), $"--reuid={user}", $"--regid={group}", "--clear-groups", "touch", file);

    private void GiveTo(uint user, uint group) => Assert.AreEqual(0, LibC.ChangeOwner(ChannelFile, user, group));
}
