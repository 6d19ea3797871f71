using System.Runtime.Versioning;
using NovComet.Storage;
using NovComet.Storage.Native;
using NovComet.Testing;

namespace NovComet.Tests.Storage;

/// <summary>A channel directory that others can write to is used all the same, but not without a word.</summary>
[TestClass]
[UnsupportedOSPlatform("windows")]
public sealed class DirectoryExposureTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [TestInitialize]
    public void NeedLinux() => Needs.Linux();

    [TestMethod]
    [DataRow("0700", null)]
    [DataRow("0770", null)]
    [DataRow("2775", null)]
    [DataRow("0777", "any user of this machine can publish")]
    [DataRow("0702", "any user of this machine can publish")]
    [DataRow("1777", "it belongs to everybody")]
    public void Of_AFolder_IsAConcernWhereEverybodyCanWrite(string mode, string? concern)
    {
        Permissions.Set(_directory.Path, mode);
        Assert.AreEqual(concern is not null, DirectoryExposure.Of(_directory.Path) is { } found && found.Concern.StartsWith(concern!, StringComparison.Ordinal));
    }

    [TestMethod]
    public void Of_AnotherUsersFolder_IsAConcernUnlessItIsRoots()
    {
        Needs.Root();
        Permissions.Set(_directory.Path, "0755");
        Assert.IsNull(DirectoryExposure.Of(_directory.Path));
        Assert.AreEqual(0, LibC.ChangeOwner(_directory.Path, OtherUser.Nobody, OtherUser.Nobody));
        Assert.Contains($"user {OtherUser.Nobody}", DirectoryExposure.Of(_directory.Path)!.Value.Concern);
    }

    [TestMethod]
    public void Open_AFolderOfEverybody_WarnsWithWhatToDo()
    {
        Permissions.Set(_directory.Path, "1777");
        using var log = new LogRecorder();
        TestStore.Open(_directory.Path, logger: log.LoggerFor<FileStore>());

        Assert.ContainsSingle(entry => entry.Message.Contains("it belongs to everybody", StringComparison.Ordinal), log.Entries);
    }

    [TestMethod]
    public void Of_NothingThere_IsNoConcern() => Assert.IsNull(DirectoryExposure.Of("/nowhere/at/all"));

    public void Dispose() => _directory.Dispose();
}
