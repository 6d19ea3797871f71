using NovComet.Channels;
using NovComet.Storage;
using NovComet.Storage.Log;
using NovComet.Testing;

namespace NovComet.Tests.Storage.Log;

[TestClass]
public sealed class IdleChannelsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FileStore _store;

    public IdleChannelsTests() => _store = TestStore.Open(_directory.Path, options => options.IdleRemoval = TimeSpan.FromHours(1));

    [TestMethod]
    public void RemoveIdle_OldChannelsWithoutSubscribers_GoAndAllElseStays()
    {
        Make("idle.comet", "idle-log.comet", "needed.comet", "no-channel.txt", "%zz.comet");
        _store.Append("idle-log", "message");
        Age("idle-log.comet");
        _store.Touch("young");
        Directory.CreateDirectory(_directory.FileOf("folder"));

        Assert.AreEqual(2, _store.RemoveIdle(channel => channel.Value == "needed", CancellationToken.None));
        Assert.AreSequenceEqual(
            ["%zz.comet", "folder.comet", "needed.comet", "no-channel.txt", "young.comet"],
            Directory.EnumerateFileSystemEntries(_directory.Path, "*.*").Select(Path.GetFileName).Where(name => name![0] != '.').Order(StringComparer.Ordinal).ToArray());
        Assert.AreEqual(new ChannelReading(Stamp.NoFile, IsSettled: true), _store.Read("idle-log"));
    }

    [TestMethod]
    public void RemoveIdle_ASubscriberComesInTheLastMoment_KeepsTheChannel()
    {
        Make("news.comet");
        int asked = 0;
        Assert.AreEqual(0, _store.RemoveIdle(_ => ++asked == 2, CancellationToken.None));
        Assert.AreEqual(2, asked);
        Assert.IsTrue(File.Exists(_directory.FileOf("news")));
    }

    [TestMethod]
    public void RemoveIdle_TouchedInTheLastMoment_KeepsTheChannelWithItsTouch()
    {
        Make("news.comet");
        Stamp touched = default;
        bool Touch()
        {
            FileTimes.For(_directory.Path, TimeProvider.System).Touch("news.comet");
            touched = _store.Read("news").Stamp;
            return false;
        }

        int asked = 0;
        Assert.AreEqual(0, _store.RemoveIdle(_ => ++asked == 2 && Touch(), CancellationToken.None));
        Assert.AreEqual(touched, _store.Read("news").Stamp);
        Assert.IsEmpty(Directory.EnumerateFiles(Path.Combine(_directory.Path, ".novcomet"), "idle*"));
    }

    [TestMethod]
    public void RemoveIdle_WhatDeadProcessesLeft_GoesAndWhatIsYoungStays()
    {
        string own = Path.Combine(_directory.Path, ".novcomet");
        File.WriteAllText(Path.Combine(own, LogFolder.NewFilePrefix + "old"), "");
        File.SetLastWriteTimeUtc(Path.Combine(own, LogFolder.NewFilePrefix + "old"), DateTime.UnixEpoch);
        File.WriteAllText(Path.Combine(own, LogFolder.NewFilePrefix + "young"), "");
        _store.RemoveIdle(_ => false, CancellationToken.None);

        Assert.AreSequenceEqual([LogFolder.NewFilePrefix + "young"], Directory.EnumerateFiles(own, "new-*").Select(Path.GetFileName).ToArray());
    }

    [TestMethod]
    public void RemoveIdle_TheFolderIsGone_IsNoTrouble()
    {
        Directory.Delete(_directory.Path, recursive: true);
        Assert.AreEqual(0, _store.RemoveIdle(_ => false, CancellationToken.None));
    }

    [TestMethod]
    public async Task RemoveIdle_WhileMessagesArePublished_LosesNone()
    {
        var time = new ManualTime();
        using FileStore remover = TestStore.On(_directory.Path, FileTimes.For(_directory.Path, time), time, options => options.IdleRemoval = TimeSpan.FromMinutes(1));
        time.StepClock(TimeSpan.FromDays(3650));
        using var stop = new CancellationTokenSource();
        Task removing = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested) remover.RemoveIdle(_ => false, CancellationToken.None);
        });
        Stamp last = Stamp.NoFile;
        for (int i = 0; i < 2_000; i++)
        {
            try
            {
                last = _store.Append("news", $"{i}");
            }
            catch (ChannelStoreException error)
            {
                Assert.AreEqual(StoreFailure.Unavailable, error.Failure);
                continue;
            }

            ChannelReading read = _store.Read("news");
            Assert.IsTrue(read.Log is null || read.Log.Messages.Count == 0 || read.Log.Messages[^1].Stamp == last, "The message went into a file that was taken away.");
        }

        await stop.CancelAsync();
        await removing;
        Assert.AreNotEqual(Stamp.NoFile, last);
    }

    public void Dispose()
    {
        _store.Dispose();
        _directory.Dispose();
    }

    private void Make(params string[] names)
    {
        foreach (string name in names)
        {
            File.WriteAllText(Path.Combine(_directory.Path, name), "");
            Age(name);
        }
    }

    private void Age(string name) => File.SetLastWriteTimeUtc(Path.Combine(_directory.Path, name), DateTime.UnixEpoch.AddYears(40));
}
