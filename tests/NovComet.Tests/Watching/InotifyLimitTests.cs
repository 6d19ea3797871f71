using Microsoft.Extensions.DependencyInjection;
using NovComet.Channels;
using NovComet.Testing;
using NovComet.Watching;

namespace NovComet.Tests.Watching;

/// <summary>A user has 128 inotify instances. These tests take them all, or count them, so they run alone.</summary>
[TestClass]
[DoNotParallelize]
public sealed class InotifyLimitTests(TestContext context)
{
    [TestMethod]
    public async Task Start_NoInstanceLeft_SweepsAndSaysSoUntilOneIsFree()
    {
        Needs.Linux();
        using var taken = new TakenInstances();
        await using CometFixture fixture = await StartWithoutInstancesAsync(taken);
        WatchKeeper keeper = fixture.Services.GetRequiredService<WatchKeeper>();
        StringAssert.Contains(keeper.Health.Trouble, "inotify", StringComparison.Ordinal);
        StringAssert.Contains(keeper.Health.Trouble, "doctor", StringComparison.Ordinal);

        Task<PollAnswer> poll = fixture.Comet.PollAsync(Cursor.FromNow(["a"]), context.CancellationToken).AsTask();
        await File.WriteAllTextAsync(fixture.Directory.FileOf("a"), "", context.CancellationToken);
        Assert.AreEqual(PollOutcome.Changed, (await poll.Within("the sweep's find")).Outcome);

        taken.Dispose();
        await Eventually.IsTrueAsync(() => keeper.Health == WatchHealth.Well, "the watch");
    }

    [TestMethod]
    [DataRow(DetectionMode.Sweep, 0)]
    [DataRow(DetectionMode.Watch, 1)]
    [DataRow(DetectionMode.ChangeToken, 1)]
    public async Task Start_EachMode_TakesAsManyInstancesAsItNeeds(DetectionMode mode, int instances)
    {
        Needs.Linux();
        await Eventually.IsTrueAsync(() => OwnInstances() == 0, "the watches of other tests being given back");
        await using CometFixture fixture = await CometFixture.StartAsync(o => o.Detection = mode);
        Assert.AreEqual(instances, OwnInstances());
    }

    [TestMethod]
    public async Task Mend_DirectoryRemovedAndMadeAgain_GivesTheOldInstancesBack()
    {
        Needs.Linux();
        await Eventually.IsTrueAsync(() => OwnInstances() == 0, "the watches of other tests being given back");
        using var rig = new WatchRig();
        for (int i = 0; i < 10; i++)
        {
            Directory.Delete(rig.Directory.Path, recursive: true);
            rig.Keeper.Mend();
        }

        await Eventually.IsTrueAsync(() => OwnInstances() == 1, "the instances of the nine watches before");
    }

    private static async Task<CometFixture> StartWithoutInstancesAsync(TakenInstances taken)
    {
        for (int attempt = 0; attempt < 50; attempt++)
        {
            taken.TakeAll();
            CometFixture fixture = await CometFixture.StartAsync(o => o.Sleep = TimeSpan.FromMilliseconds(50));
            if (!fixture.Services.GetRequiredService<WatchKeeper>().Health.IsWatching) return fixture;
            await fixture.DisposeAsync();
        }

        throw new AssertFailedException("It always found an inotify instance.");
    }

    private static int OwnInstances() =>
        Directory.GetFiles("/proc/self/fd").Count(link => new FileInfo(link).LinkTarget == "anon_inode:inotify");
}
