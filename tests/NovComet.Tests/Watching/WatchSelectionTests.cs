using NovComet.Watching;

namespace NovComet.Tests.Watching;

[TestClass]
public sealed class WatchSelectionTests
{
    [TestMethod]
    [DataRow(DetectionMode.Auto, true)]
    [DataRow(DetectionMode.Watch, true)]
    [DataRow(DetectionMode.ChangeToken, true)]
    [DataRow(DetectionMode.Sweep, false)]
    public void Make_EachMode_WatchesOrSweepsAndIsHealthy(DetectionMode mode, bool isWatching)
    {
        using var rig = new WatchRig(mode);
        Assert.AreEqual(new WatchHealth(isWatching, Trouble: null), rig.Keeper.Health);
    }
}
