using System.Globalization;
using System.Runtime.Versioning;
using NovComet.Channels;
using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.Tests.Storage.Log;

/// <summary>Old messages go, by count, bytes and age; what stays is a log like before.</summary>
[TestClass]
public sealed class LogRetentionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string ChannelFile => _directory.FileOf("news");

    private string OwnFolder => Path.Combine(_directory.Path, ".novcomet");

    [TestMethod]
    public void Append_BeyondTheCount_KeepsTheFileWithinTwiceAndSaysFromWhere()
    {
        using FileStore store = Open(retention => retention.Messages = 50);
        var stamps = new List<Stamp>();
        for (int i = 0; i < 1_000; i++)
        {
            stamps.Add(store.Append("news", $"{i}"));
            LogReading log = store.Read("news").Log!;
            Assert.IsInRange(Math.Min(i + 1, 50), 100, log.Messages.Count);
            Assert.AreSequenceEqual(stamps[^log.Messages.Count..], log.Messages.Select(message => message.Stamp).ToList());
            Assert.AreEqual(log.Messages.Count == stamps.Count ? Stamp.NoFile : stamps[^(log.Messages.Count + 1)], log.From);
            Assert.AreEqual(stamps[^1], store.Read("news").Stamp, "Trimming is no change.");
        }

        Assert.IsEmpty(Directory.EnumerateFiles(OwnFolder, "new-*"));
    }

    [TestMethod]
    public void Append_BeyondTheBytes_KeepsTheFileWithinTwice()
    {
        using FileStore store = Open(retention => retention.Bytes = 10_000);
        for (int i = 0; i < 200; i++)
        {
            store.Append("news", new string('x', 998));
            Assert.IsLessThanOrEqualTo(2 * 10_000 + 3_000, new FileInfo(ChannelFile).Length);
        }

        Assert.IsGreaterThanOrEqualTo(10, store.Read("news").Log!.Messages.Count);
    }

    [TestMethod]
    public void Append_OneThatIsLargerThanAllThatIsKept_IsReadByThoseWhoAreFast()
    {
        using FileStore store = Open(retention => retention.Bytes = 1_024);
        store.Append("news", "small");
        ChannelReading known = store.Read("news");
        Stamp large = store.Append("news", new string('x', 5_000));

        ChannelReading read = store.Read("news", known.Log);
        Assert.AreEqual(large, read.Stamp);
        Assert.AreEqual(large, read.Log!.From, "Nothing is kept.");
        Assert.IsGreaterThan(large, store.Append("news", "small"));
        Assert.AreSequenceEqual(["small"], store.Read("news").Texts());
    }

    [TestMethod]
    public void Append_AfterTwiceTheAge_LetsTheOldOnesGo()
    {
        var time = new ManualTime();
        time.StepClock(TimeProvider.System.GetUtcNow() - time.GetUtcNow());
        using FileStore store = TestStore.On(
            _directory.Path, FileTimes.For(_directory.Path, time), time, options => options.Retention.Age = TimeSpan.FromMinutes(10));
        Stamp old = store.Append("news", "old");
        time.Advance(TimeSpan.FromMinutes(19));
        store.Append("news", "younger");
        Assert.AreSequenceEqual(["old", "younger"], store.Read("news").Texts());
        time.Advance(TimeSpan.FromMinutes(5));
        store.Append("news", "new");

        Assert.AreSequenceEqual(["younger", "new"], store.Read("news").Texts());
        Assert.AreEqual(old, store.Read("news").Log!.From);
    }

    [TestMethod]
    public void Append_TrimmedKeys_AreForgottenAndKeptOnesAreKnown()
    {
        using FileStore store = Open(retention => retention.Messages = 10);
        Stamp first = store.Append("news", "first", key: "first");
        for (int i = 0; i < 60; i++) store.Append("news", $"{i}", key: $"k-{i}");

        Stamp last = store.Read("news").Stamp;
        Assert.AreEqual(last, store.Append("news", "again", key: "k-59"));
        Assert.AreNotEqual(first, store.Append("news", "again", key: "first"));
        Assert.AreEqual(store.Read("news").Stamp, Open(retention => retention.Messages = 10).Append("news", "again", key: "first"));
    }

    [TestMethod]
    [UnsupportedOSPlatform("windows")]
    public void Append_Trimming_KeepsTheRightsOfTheFile()
    {
        Needs.Linux();
        using FileStore store = Open(retention => retention.Messages = 10);
        store.Append("news", "first");
        Permissions.Set(ChannelFile, "0604");
        for (int i = 0; i < 60; i++) store.Append("news", $"{i}");

        Assert.AreNotEqual(Stamp.NoFile, store.Read("news").Log!.From);
        Assert.AreEqual("0604", Permissions.Of(ChannelFile));
    }

    [TestMethod]
    public async Task Append_TrimmingAtFullSpeed_ReadersSeeNoHoleThatIsNotSaid()
    {
        using FileStore store = Open(retention => retention.Messages = 20);
        using FileStore other = TestStore.Open(_directory.Path);
        using var stop = new CancellationTokenSource();
        Task reader = Task.Run(() =>
        {
            LogReading? known = null;
            int next = 0;
            Stamp last = Stamp.NoFile;
            while (!stop.IsCancellationRequested)
            {
                ChannelReading reading = other.Read("news", known);
                if (reading.Log is not { } log || ReferenceEquals(log, known)) continue;
                bool isGap = !log.IsContinuation && log.From > last;
                int[] fresh = [.. log.Messages.Where(message => message.Stamp > last).Select(message => int.Parse(message.Json.Span[1..^1], CultureInfo.InvariantCulture))];
                if (fresh.Length > 0 && !isGap) Assert.AreEqual(next, fresh[0], "A hole that was not said.");
                for (int i = 1; i < fresh.Length; i++) Assert.AreEqual(fresh[i - 1] + 1, fresh[i]);
                if (fresh.Length > 0) (next, last) = (fresh[^1] + 1, log.Messages[^1].Stamp);
                known = log;
            }
        });
        for (int i = 0; i < 5_000 * TestSettings.Soak; i++) store.Append("news", $"{i}");
        await stop.CancelAsync();
        await reader;
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Append_WithFsync_IsLikeWithout(bool isFlushed)
    {
        string disk = Directory.CreateTempSubdirectory("novcomet-test-").FullName;
        using FileStore store = TestStore.Open(disk, options => (options.Fsync, options.Retention.Messages) = (isFlushed, 5));
        for (int i = 0; i < 40; i++) store.Append("news", $"{i}");
        Assert.AreEqual("39", store.Read("news").Texts()[^1]);
        Assert.AreNotEqual(Stamp.NoFile, store.Read("news").Log!.From);
        Directory.Delete(disk, recursive: true);
    }

    public void Dispose() => _directory.Dispose();

    private FileStore Open(Action<NovCometRetention> configure) => TestStore.Open(_directory.Path, options => configure(options.Retention));
}
