using Microsoft.Extensions.Logging;
using NovComet.Testing;
using NovComet.Watching;

namespace NovComet.Tests.Watching;

[TestClass]
public sealed class WatchKeeperTests
{
    [TestMethod]
    public async Task Mend_DirectoryRemovedAndMadeAgain_AHundredTimes_TheWatchTellsAgain()
    {
        using var rig = new WatchRig();
        for (int i = 0; i < 100; i++)
        {
            Directory.Delete(rig.Directory.Path, recursive: true);
            if (i % 2 == 0) Directory.CreateDirectory(rig.Directory.Path);
            rig.Keeper.Mend();
            Assert.IsTrue(rig.Keeper.Health.IsWatching);

            rig.Touch($"touch-{i}");
            await rig.IsToldAsync($"touch-{i}");
        }
    }

    [TestMethod]
    public async Task Mend_DirectoryMovedAwayAndReplaced_WatchesTheNewOne()
    {
        using var rig = new WatchRig();
        string aside = rig.Directory.Path + "-aside";
        Directory.Move(rig.Directory.Path, aside);
        Directory.CreateDirectory(rig.Directory.Path);

        rig.Keeper.Mend();

        rig.Touch("a");
        await rig.IsToldAsync("a");
        Directory.Delete(aside, recursive: true);
    }

    [TestMethod]
    public async Task Mend_DirectoryCannotBeMade_SaysSoAndRecovers()
    {
        using var rig = new WatchRig();
        Directory.Delete(rig.Directory.Path, recursive: true);
        await File.WriteAllTextAsync(rig.Directory.Path, "in the way");

        rig.Keeper.Mend();
        Assert.IsFalse(rig.Keeper.Health.IsWatching);
        StringAssert.Contains(rig.Keeper.Health.Trouble, "cannot be created", StringComparison.Ordinal);

        File.Delete(rig.Directory.Path);
        rig.Keeper.Mend();
        Assert.AreEqual(WatchHealth.Well, rig.Keeper.Health);
        rig.Touch("a");
        await rig.IsToldAsync("a");
    }

    [TestMethod]
    public void Mend_AllIsWell_KeepsTheWatch()
    {
        using var rig = new WatchRig();
        for (int i = 0; i < 10; i++) rig.Keeper.Mend();
        Assert.HasCount(1, rig.Log.Entries);
    }

    [TestMethod]
    public void Mend_SameTroubleAgainAndAgain_IsLoggedOnce()
    {
        using var rig = new WatchRig();
        Directory.Delete(rig.Directory.Path, recursive: true);
        File.WriteAllText(rig.Directory.Path, "in the way");
        for (int i = 0; i < 10; i++) rig.Keeper.Mend();
        Assert.AreEqual(1, rig.Log.Entries.Count(entry => entry.Level == LogLevel.Warning));
        File.Delete(rig.Directory.Path);
    }

    [TestMethod]
    public async Task TokenWatch_TouchAfterTouch_AsksForALookEachTime()
    {
        using var rig = new WatchRig(DetectionMode.ChangeToken);
        for (int i = 0; i < 1_000; i++)
        {
            Task asked = rig.Request.Renew();
            rig.Touch("a");
            await asked.WaitAsync(TestSettings.Patience, CancellationToken.None);
        }
    }
}
