using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Channels;
using NovComet.Testing;
using NovComet.Watching;

namespace NovComet.AspNetCore.Tests.Origin;

/// <summary>The faults of the PHP script, one a test: first that its loop has it in this scenario, then that the gateway has not.</summary>
[TestClass]
public sealed class OriginFaultTests
{
    private static readonly DateTimeOffset s_second = DateTimeOffset.FromUnixTimeSeconds(1_732_089_600);

    [TestMethod]
    [DoNotParallelize]
    public async Task TwoHundredPolls_AllHeld_NeedNoThreadEach()
    {
        const int Polls = 200;
        Assert.AreEqual(20, ThreadsThatTheOriginalNeeds(20), "the original holds a worker per poll");

        await using CometServer server = await CometServer.StartAsync(new() { OnSocket = true });
        Task<HttpResponseMessage>[] polls = [.. Enumerable.Range(0, Polls).Select(_ => server.Client.GetAsync("/comet?subscribed[news]=0.000001"))];
        await Eventually.IsTrueAsync(() => server.Held == Polls, "all polls are held");
        await server.GetStringAsync("publish=other");

        Assert.IsLessThan(Polls / 2, ThreadPool.ThreadCount);
        await server.GetStringAsync("publish=news");
        foreach (Task<HttpResponseMessage> poll in polls) await poll.Within("an answer to each poll");
    }

    [TestMethod]
    [DataRow(false, DisplayName = "through the gateway")]
    [DataRow(true, DisplayName = "by another process")]
    public async Task Publish_WhileHeld_IsAnsweredLongBeforeTheNextLook(bool isFromOutside)
    {
        using var directory = new TemporaryDirectory();
        TimeSpan slept = TimeSpan.Zero;
        var original = new OriginalLoop(directory.Path, () => s_second, time => slept += Touch(directory, s_second.AddSeconds(5), time));
        Assert.HasCount(1, original.Run(("news", s_second.ToUnixTimeSeconds())));
        Assert.AreEqual(OriginalLoop.Sleep, slept, "the original sees it after its sleep");

        await using CometServer server = await CometServer.StartAsync(new() { Options = options => options.Sleep = TimeSpan.FromSeconds(30) });
        Task<HttpResponseMessage> poll = await server.HoldAsync("subscribed[news]=0");
        long touched = Stopwatch.GetTimestamp();
        if (isFromOutside) server.Touch("news");
        else await server.GetStringAsync("publish=news");
        await poll.Within($"the answer; trouble with the watch: {server.Services.GetRequiredService<WatchKeeper>().Health.Trouble ?? "none"}");
        Assert.IsLessThan(TimeSpan.FromSeconds(5), Stopwatch.GetElapsedTime(touched));
    }

    [TestMethod]
    public async Task Publish_TwiceInOneSecond_TheSecondIsSeen()
    {
        using var directory = new TemporaryDirectory();
        Touch(directory, s_second.AddMilliseconds(100));
        var original = new OriginalLoop(directory.Path, () => s_second, _ => Touch(directory, s_second.AddMilliseconds(900)));
        Assert.HasCount(0, original.Run(("news", s_second.ToUnixTimeSeconds())), "the original loses it");

        await using CometServer server = await CometServer.StartAsync();
        server.Give("news", Stamp.FromTime(s_second.AddMilliseconds(100)));
        JsonElement first = JsonElement.Parse(await server.GetStringAsync($"subscribed[news]={s_second.ToUnixTimeSeconds()}"));
        server.Give("news", Stamp.FromTime(s_second.AddMilliseconds(900)));
        string second = await server.GetStringAsync($"subscribed[news]={first.GetProperty("k").GetProperty("news").GetRawText()}");
        Assert.AreEqual("""{"s":1,"k":{"news":1732089600.900000}}""", second);
    }

    [TestMethod]
    public async Task Timestamp0_PublishWhileHeld_IsSeen()
    {
        using var directory = new TemporaryDirectory();
        DateTimeOffset now = s_second;
        var original = new OriginalLoop(directory.Path, () => now, time => now += Touch(directory, now, time));
        Assert.HasCount(0, original.Run(("news", 0)), "the original never sees one");

        await using CometServer server = await CometServer.StartAsync();
        Task<HttpResponseMessage> poll = await server.HoldAsync("subscribed[news]=0");
        Stamp stamp = server.Touch("news");
        string answer = await (await poll.Within("the answer")).Content.ReadAsStringAsync();
        Assert.AreEqual($$$"""{"s":1,"k":{"news":{{{stamp}}}},"t":{"news":{{{stamp}}}}}""", answer);
    }

    [TestMethod]
    [DataRow(3600, DisplayName = "by an hour")]
    [DataRow(2, DisplayName = "by two seconds")]
    public async Task ClockAhead_PublishBetweenTwoPolls_IsSeen(int seconds)
    {
        using var directory = new TemporaryDirectory();
        var original = new OriginalLoop(directory.Path, () => s_second, _ => Touch(directory, s_second.AddSeconds(1)));
        Assert.HasCount(0, original.Run(("news", s_second.AddSeconds(seconds).ToUnixTimeSeconds())), "the original misses it");

        // The hold is shorter than two seconds: both clocks would still be ahead in the next poll.
        await using CometServer server = await CometServer.StartAsync(new() { Options = CometServer.ShortHold });
        long ahead = TimeProvider.System.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds() + 1;
        JsonElement anchored = JsonElement.Parse(await server.GetStringAsync($"subscribed[news]={ahead}"));
        Assert.AreEqual("0.000001", anchored.GetProperty("k").GetProperty("news").GetRawText(), "it is told at once where the channel stands");

        Stamp stamp = server.Touch("news");
        Assert.AreEqual($$$"""{"s":1,"k":{"news":{{{stamp}}}}}""", await server.GetStringAsync("subscribed[news]=0.000001"));
    }

    [TestMethod]
    public async Task ClockAheadALittle_PublishWhileHeld_IsSeen()
    {
        await using CometServer server = await CometServer.StartAsync();
        long ahead = TimeProvider.System.GetUtcNow().AddSeconds(4).ToUnixTimeSeconds();
        Task<HttpResponseMessage> poll = await server.HoldAsync($"subscribed[news]={ahead}");
        Stamp stamp = server.Touch("news");
        string answer = await (await poll.Within("the answer")).Content.ReadAsStringAsync();
        Assert.AreEqual($$$"""{"s":1,"k":{"news":{{{stamp}}}},"t":{"news":{{{stamp}}}}}""", answer);
    }

    [TestMethod]
    [DataRow("../../etc/x")]
    [DataRow("..%2F..%2Fetc%2Fpasswd")]
    [DataRow("/etc/passwd")]
    public async Task NameThatLeavesTheDirectory_IsOnlyAName(string channel)
    {
        using var around = new TemporaryDirectory();
        string directory = Path.Combine(around.Path, "a", "b", "channels");
        string outside = new OriginalLoop(directory, () => s_second, _ => { }).PathOf(Uri.UnescapeDataString(channel));
        Assert.IsFalse(outside.StartsWith(directory, StringComparison.Ordinal), "the original leaves it");

        await using CometServer server = await CometServer.StartAsync(new() { OnSocket = true, Options = Inside(directory) });
        Assert.AreEqual("true", (await RawHttp.GetAsync(server, $"?publish={channel}")).Body);
        Assert.StartsWith("""{"s":0,""", (await RawHttp.GetAsync(server, $"?subscribed[{channel}]=0")).Body);
        string file = Directory.GetFiles(around.Path, "*", SearchOption.AllDirectories).Single();
        Assert.AreEqual(directory, Path.GetDirectoryName(file));
        Assert.IsFalse(File.Exists(outside) && outside != file, "nothing is written outside");
    }

    [TestMethod]
    public async Task ManySubscribersOfOneChannel_ASweepLooksOnce()
    {
        const int Subscribers = 500;
        using var directory = new TemporaryDirectory();
        int sweeps = 0;
        var original = new OriginalLoop(directory.Path, () => s_second, _ => sweeps++);
        original.Run([.. Enumerable.Repeat(("news", s_second.ToUnixTimeSeconds()), Subscribers)]);
        Assert.AreEqual(sweeps * Subscribers, original.Looks, "the original looks for each subscriber");

        var time = new ManualTime(s_second);
        await using CometServer server = await CometServer.StartAsync(new() { Services = services => services.AddSingleton<TimeProvider>(time) });
        await Eventually.IsTrueAsync(() => time.TimersSet == 2, "the first sweep is over, and the idle channels wait");
        for (int i = 0; i < Subscribers; i++) _ = server.Client.GetAsync("/comet?subscribed[news]=0.000001");
        await Eventually.IsTrueAsync(() => server.Held == Subscribers && server.Store.Reads == Subscribers, "all are held");
        for (int sweep = 1; sweep <= 5; sweep++)
        {
            long before = server.Sweeps;
            await Eventually.IsTrueAsync(() => time.TimersSet == 3, "the sweep waits, and so do the end of the hold and the idle channels");
            time.Advance(TimeSpan.FromSeconds(2));
            await Eventually.IsTrueAsync(() => server.Sweeps == before + 1, "a sweep");
            Assert.AreEqual(Subscribers + sweep, server.Store.Reads);
        }
    }

    private static Action<NovCometOptions> Inside(string directory) => options =>
    {
        CometServer.ShortHold(options);
        options.Directory = directory;
    };

    private static TimeSpan Touch(TemporaryDirectory directory, DateTimeOffset time, TimeSpan passes = default)
    {
        string file = directory.FileOf("news");
        File.AppendAllText(file, "");
        File.SetLastWriteTimeUtc(file, time.UtcDateTime);
        return passes;
    }

    private static int ThreadsThatTheOriginalNeeds(int polls)
    {
        using var directory = new TemporaryDirectory();
        using var allHeld = new Barrier(polls);
        var threads = new ConcurrentDictionary<int, bool>();
        Thread[] workers = [.. Enumerable.Range(0, polls).Select(_ => new Thread(() => new OriginalLoop(directory.Path, () => s_second, _ =>
        {
            threads[Environment.CurrentManagedThreadId] = true;
            allHeld.SignalAndWait();
        }).Run(("news", s_second.ToUnixTimeSeconds()))))];
        foreach (Thread worker in workers) worker.Start();
        foreach (Thread worker in workers) worker.Join();
        return threads.Count;
    }
}
