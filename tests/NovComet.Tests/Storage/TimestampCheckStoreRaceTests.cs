using Microsoft.Extensions.Logging.Abstractions;
using NovComet.Channels;
using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.Tests.Storage;

/// <summary>Many callers, and touches while the application's check is still answering.</summary>
[TestClass]
public sealed class TimestampCheckStoreRaceTests
{
    private static readonly ChannelName s_news = ChannelName.Parse("news");
    private static readonly DateTimeOffset s_old = new(2025, 1, 1, 0, 0, 0, 500, TimeSpan.Zero);

    private readonly ManualTime _time = new();
    private readonly List<TaskCompletionSource<DateTimeOffset?>> _answers = [];
    private readonly TimestampCheckStore _store;

    public TimestampCheckStoreRaceTests() => _store = new TimestampCheckStore(
        new FakeStore(), Check, TimeSpan.FromSeconds(2), _time, NullLogger<TimestampCheckStore>.Instance);

    [TestMethod]
    public async Task Read_ByManyBeforeTheFirstAnswer_SharesOneCall()
    {
        using var start = new Barrier(8);
        Task<ChannelReading>[] readings = [.. Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return _store.ReadAsync(s_news, known: null, CancellationToken.None).AsTask();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap())];
        await Eventually.IsTrueAsync(() => Calls == 1, "the call");
        _answers[0].SetResult(s_old);

        foreach (ChannelReading reading in await Task.WhenAll(readings).Within("the readings"))
            Assert.AreEqual(Stamp.FromTime(s_old), reading.Stamp);
        Assert.AreEqual(1, Calls);
    }

    [TestMethod]
    public async Task Read_AfterATouchDuringACall_AsksAgain()
    {
        Task<ChannelReading> early = _store.ReadAsync(s_news, known: null, CancellationToken.None).AsTask();
        await _store.TouchAsync(s_news, CancellationToken.None);
        Task<ChannelReading> late = _store.ReadAsync(s_news, known: null, CancellationToken.None).AsTask();
        Assert.AreEqual(2, Calls);

        _answers[1].SetResult(s_old.AddHours(1));
        Assert.AreEqual(Stamp.FromTime(s_old.AddHours(1)), (await late.Within("the second answer")).Stamp);
        _answers[0].SetResult(s_old);
        Assert.AreEqual(Stamp.FromTime(s_old), (await early.Within("the first answer")).Stamp);
        Assert.AreEqual(Stamp.FromTime(s_old.AddHours(1)), (await _store.ReadAsync(s_news, known: null, CancellationToken.None)).Stamp);
    }

    [TestMethod]
    public async Task Read_ACallThatFailsWhileTheOneBeforeStillRuns_TakesThatOnesAnswer()
    {
        Task<ChannelReading> early = _store.ReadAsync(s_news, known: null, CancellationToken.None).AsTask();
        await _store.TouchAsync(s_news, CancellationToken.None);
        Task<ChannelReading> late = _store.ReadAsync(s_news, known: null, CancellationToken.None).AsTask();
        _answers[1].SetException(new TimeoutException());
        _answers[0].SetResult(s_old);

        Assert.AreEqual(Stamp.FromTime(s_old), (await early.Within("the first answer")).Stamp);
        Assert.AreEqual(Stamp.FromTime(s_old), (await late.Within("the second answer")).Stamp);
    }

    [TestMethod]
    [DoNotParallelize]
    public async Task Read_ForYears_TakesNoMoreMemory()
    {
        // Each answer may need the one before it, if it fails; it must not keep it once it is there.
        const int Sweeps = 30_000;
        var store = new TimestampCheckStore(
            new FakeStore(), _ => new(s_old), TimeSpan.FromSeconds(2), _time, NullLogger<TimestampCheckStore>.Instance);
        await SweepAsync(store, 100);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        await SweepAsync(store, Sweeps);

        Assert.IsLessThan(20 * Sweeps, GC.GetTotalMemory(forceFullCollection: true) - before);
        GC.KeepAlive(store);
    }

    private int Calls
    {
        get
        {
            lock (_answers) return _answers.Count;
        }
    }

    private async Task SweepAsync(TimestampCheckStore store, int times)
    {
        for (int i = 0; i < times; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            await store.ReadAsync(s_news, known: null, CancellationToken.None);
        }
    }

    private ValueTask<DateTimeOffset?> Check(TimestampCheckArguments arguments)
    {
        var answer = new TaskCompletionSource<DateTimeOffset?>();
        lock (_answers) _answers.Add(answer);
        return new(answer.Task);
    }
}
