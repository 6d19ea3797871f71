using NovComet.Storage;
using NovComet.Storage.Native;
using NovComet.Testing;

namespace NovComet.Tests.Storage;

[TestClass]
public sealed class FileTimesTests : IDisposable
{
    private const UnixFileMode Everybody = (UnixFileMode)0x1B6;

    private readonly TemporaryDirectory _directory = new();
    private readonly IFileTimes _files;

    public FileTimesTests() => _files = FileTimes.For(_directory.Path, TimeProvider.System);

    [TestMethod]
    public void For_Linux_IsItsOwnCalls()
    {
        Needs.Linux();
        Assert.IsInstanceOfType<LinuxFileTimes>(_files);
    }

    [TestMethod]
    public void TryCreate_NothingThere_MakesAnEmptyFile()
    {
        Assert.IsTrue(_files.TryCreate("a.comet", Everybody));
        Assert.AreEqual(FileKind.Regular, _files.Look("a.comet").Kind);
        Assert.IsEmpty(File.ReadAllBytes(_directory.FileOf("a")));
    }

    [TestMethod]
    public void TryCreate_AFileThere_LeavesItAlone()
    {
        File.WriteAllText(_directory.FileOf("a"), "content");
        Assert.IsFalse(_files.TryCreate("a.comet", Everybody));
        Assert.AreEqual("content", File.ReadAllText(_directory.FileOf("a")));
    }

    [TestMethod]
    public void TryCreate_ALinkThere_IsNotFollowed()
    {
        File.CreateSymbolicLink(_directory.FileOf("a"), _directory.FileOf("b"));
        Assert.IsFalse(_files.TryCreate("a.comet", Everybody));
        Assert.IsFalse(File.Exists(_directory.FileOf("b")));
    }

    [TestMethod]
    public void Touch_NothingThere_Throws() => Assert.Throws<IOException>(() => _files.Touch("a.comet"));

    [TestMethod]
    public void Look_NothingThere_IsMissing() => Assert.AreEqual(FileStatus.Missing, _files.Look("a.comet"));

    [TestMethod]
    public void Touch_AFileOfThePast_IsNow()
    {
        _files.TryCreate("a.comet", Everybody);
        File.SetLastWriteTimeUtc(_directory.FileOf("a"), DateTime.UnixEpoch);
        _files.Touch("a.comet");

        TimeSpan age = TimeProvider.System.GetUtcNow() - _files.Look("a.comet").Stamp.ToTime();
        Assert.IsInRange(-TestSettings.Patience, TestSettings.Patience, age);
    }

    [TestMethod]
    public void Calls_ANameThatIsNotPlain_AreRefusedBeforeTheyReachTheSystem()
    {
        Needs.Linux();
        Assert.ThrowsExactly<ArgumentException>(() => _files.Look("é.comet"));
        Assert.ThrowsExactly<ArgumentException>(() => _files.Touch("é.comet"));
        Assert.ThrowsExactly<ArgumentException>(() => _files.TryCreate("é.comet", Everybody));
    }

    [TestMethod]
    public void Calls_AFolderWithANameOfAnyKind_Work()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_directory.Path, "Ünï côdé 🚀")).FullName;
        IFileTimes files = FileTimes.For(folder, TimeProvider.System);

        Assert.IsTrue(files.TryCreate("a.comet", Everybody));
        files.Touch("a.comet");
        Assert.AreEqual(FileKind.Regular, files.Look("a.comet").Kind);
        Assert.IsNotNull(DirectoryIdentity.Of(folder));
    }

    public void Dispose() => _directory.Dispose();
}
