using NovComet.Channels;
using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.Tests.Storage.Log;

/// <summary>Among processes, the lock is the file's: here another program's, or another store's, which has descriptors of its own.</summary>
[TestClass]
public sealed class ChannelLockTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [TestMethod]
    public async Task Append_WhileAnotherProgramAppendsUnderTheLock_LosesNothingOfEither()
    {
        Needs.Linux();
        using FileStore store = TestStore.Open(_directory.Path, options => options.Retention.Messages = 100_000);
        store.Append("news", "first");
        string script = $$"""
            i=0
            while [ $i -lt 50 ]; do
              flock {{LockOf("news")}} sh -c 'echo "{\"t\":$(date +%s.%6N),\"d\":\"theirs\"}" >> {{_directory.FileOf("news")}}'
              i=$((i+1))
            done
            """;
        Needs.Tool("flock", "util-linux");
        Task theirs = Task.Run(() => ExternalProgram.Run("sh", "-c", script));
        int ours = 1;
        while (!theirs.IsCompleted)
        {
            store.Append("news", "ours");
            ours++;
        }

        await theirs;
        string[] texts = store.Read("news").Texts();
        Assert.AreEqual(50, texts.Count(text => text == "theirs"));
        Assert.AreEqual(ours, texts.Length - 50);
        Assert.AreEqual(0, store.DamagedLines);
    }

    [TestMethod]
    public async Task Append_ByStoresWhoseLockFileWasRemoved_AgreeOnTheNewOneAndLoseNothing()
    {
        FileStore[] stores = [.. Enumerable.Range(0, 4).Select(_ => TestStore.Open(_directory.Path, options => options.Retention.Messages = 100_000))];
        var stamps = new List<Stamp>();
        for (int round = 0; round < 100; round++)
        {
            // Between two publishes, as programs do that clean up folders.
            File.Delete(LockOf("news"));
            stamps.AddRange(await Task.WhenAll(stores.Select(store => Task.Run(() => store.Append("news", $"{round}")))));
        }

        Assert.AreSequenceEqual(stamps.Order().ToArray(), stores[0].Read("news").Log!.Messages.Select(message => message.Stamp).ToArray());
        Array.ForEach(stores, store => store.Dispose());
    }

    [TestMethod]
    public void Read_WhileTheLockIsHeldForLong_GivesTheMessagesAndAnUncertainStamp()
    {
        Needs.Linux();
        using FileStore store = TestStore.Open(_directory.Path);
        Stamp message = store.Append("news", "one");
        store.Touch("news");
        using (new FileStream(LockOf("news"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            ChannelReading read = store.Read("news");
            Assert.AreSequenceEqual(["one"], read.Texts());
            Assert.AreEqual((message, false), (read.Stamp, read.IsSettled));
        }

        Assert.IsGreaterThan(message, store.Read("news").Stamp);
    }

    public void Dispose() => _directory.Dispose();

    /// <summary>Which of the lock files is a channel's: those who append by other programs have to know.</summary>
    private string LockOf(string channel)
    {
        uint hash = 2166136261;
        foreach (char c in ChannelName.Parse(channel).Encoded) hash = (hash ^ c) * 16777619;
        return Path.Combine(_directory.Path, ".novcomet", $"lock-{(hash ^ (hash >> 16)) % 64}");
    }
}
