using NovComet.Testing;

namespace NovComet.Tests.Watching;

[TestClass]
public sealed class FolderWatchTests
{
    // More than the kernel keeps for a watch that does not read.
    private const int MoreThanTheQueueHolds = 16_384 + 2_000;

    [TestMethod]
    public async Task Watch_EveryWayToChangeAFile_IsTold()
    {
        using var rig = new WatchRig();
        string file = rig.Directory.FileOf("a");
        Action[] ways =
        [
            () => File.Create(file).Dispose(),
            () => File.SetLastWriteTimeUtc(file, DateTime.UtcNow),
            () => File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-3)),
            () => File.AppendAllText(file, "x"),
            () => File.Move(Written(rig.Directory, "other"), file, overwrite: true),
            () => File.Move(file, rig.Directory.FileOf("b")),
            () => File.Move(rig.Directory.FileOf("b"), file),
            () => File.Delete(file),
        ];
        foreach (Action change in ways)
        {
            int before = rig.Sink.Told("a");
            change();
            await rig.IsToldAsync("a", moreThan: before);
        }
    }

    [TestMethod]
    public async Task Watch_EncodedName_IsToldAsTheChannel()
    {
        using var rig = new WatchRig();
        rig.Touch("caf%C3%A9");
        await rig.IsToldAsync("café");
    }

    [TestMethod]
    public async Task Watch_FilesThatAreNoChannels_AreNotTold()
    {
        using var rig = new WatchRig();
        File.WriteAllText(Path.Combine(rig.Directory.Path, "a.txt"), "");
        File.WriteAllText(rig.Directory.FileOf("%zz"), "");
        rig.Touch("last");
        await rig.IsToldAsync("last");
        Assert.AreEqual(0, rig.Sink.Told("a") + rig.Sink.Told("%zz") + rig.Sink.Told("a.txt"));
    }

    [TestMethod]
    public async Task Watch_QueueOverflow_AsksForASweepAndIsMadeAnew()
    {
        using var rig = new WatchRig();
        using var blocked = new ManualResetEventSlim();
        rig.Touch("a");
        rig.Touch("b");
        await rig.IsToldAsync("b");
        rig.Sink.OnTold = blocked.Wait;
        for (int i = 0; i < MoreThanTheQueueHolds; i++) rig.Touch(i % 2 == 0 ? "a" : "b");

        blocked.Set();
        await rig.Asked.WaitAsync(TestSettings.Patience, CancellationToken.None);
        Assert.IsNotNull(rig.Keeper.Health.Trouble, "Degraded until the watch is made anew.");
        rig.Keeper.Mend();

        Assert.IsNull(rig.Keeper.Health.Trouble);
        Assert.Contains(entry => entry.Message.Contains("more files changed at once", StringComparison.Ordinal), rig.Log.Entries);
        rig.Touch("after");
        await rig.IsToldAsync("after");
    }

    private static string Written(TemporaryDirectory directory, string name)
    {
        string path = Path.Combine(directory.Path, name);
        File.WriteAllText(path, "");
        return path;
    }
}
