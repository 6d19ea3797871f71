using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

/// <summary>The application's own timestamps, as the original's callback gave them.</summary>
[TestClass]
public sealed class TimestampCheckTests : IDisposable
{
    private static readonly TimeSpan s_sleep = TimeSpan.FromSeconds(2);

    private readonly ManualTime _time = new();
    private readonly LogRecorder _log = new();
    private DateTimeOffset? _changedAt = DateTimeOffset.UnixEpoch.AddDays(1).AddMilliseconds(1);
    private bool _isBroken;
    private bool _isLate;
    private int _calls;
    private MeterReader? _meters;

    public void Dispose()
    {
        _log.Dispose();
        _meters?.Dispose();
    }

    [TestMethod]
    public async Task Check_HundredSubscribers_IsAskedOncePerSleepForAllOfThem()
    {
        await using CometFixture fixture = await StartAsync();
        Task<PollAnswer>[] polls = [.. Enumerable.Range(0, 100).Select(_ => fixture.PollAsync("a", Position.Now))];
        Assert.AreEqual(1, _calls);

        for (int sleeps = 1; sleeps <= 5; sleeps++) await SleepAsync(1 + sleeps);

        _changedAt += TimeSpan.FromSeconds(1);
        await SleepAsync(7);
        foreach (Task<PollAnswer> poll in polls) Assert.AreEqual(Stamp.FromTime(_changedAt!.Value), await poll.StampAsync());
        Assert.AreEqual(7, _calls);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Check_Throws_TheChannelKeepsItsStampAndTheNextAnswerCounts(bool later)
    {
        _isLate = later;
        await using CometFixture fixture = await StartAsync();
        Task<PollAnswer> poll = fixture.PollAsync("a", Position.Now);
        _isBroken = true;
        await SleepAsync(2);
        await SleepAsync(3);
        Assert.IsFalse(poll.IsCompleted);
        Assert.AreEqual(2, _log.Entries.Count(entry => entry.Level == LogLevel.Error));

        _isBroken = false;
        _changedAt = null;
        await SleepAsync(4);

        Assert.AreEqual(Stamp.NoFile, await poll.StampAsync());
    }

    [TestMethod]
    public async Task Check_TouchThroughThisProcess_IsAskedAtOnce()
    {
        await using CometFixture fixture = await StartAsync();
        Task<PollAnswer> poll = fixture.PollAsync("a", Position.Now);
        _changedAt += TimeSpan.FromSeconds(1);

        await fixture.Comet.TouchAsync("a");

        Assert.AreEqual(Stamp.FromTime(_changedAt!.Value), await poll.StampAsync());
        Assert.AreEqual(2, _calls);
    }

    private async Task SleepAsync(int calls)
    {
        long sweeps = _meters!.Count("novcomet.sweep.duration");
        _time.Advance(s_sleep);
        await Eventually.IsTrueAsync(() => Volatile.Read(ref _calls) == calls, $"call {calls}");

        // Once it is through, the sweep sets its timer anew; the others end the holds and remove idle channels. The check's own limit is over by then.
        await Eventually.IsTrueAsync(() => _meters.Count("novcomet.sweep.duration") > sweeps, "the sweep");
        await Eventually.IsTrueAsync(() => _time.TimersSet == 3, "the sweep's rest");
    }

    private ValueTask<DateTimeOffset?> Check(TimestampCheckArguments arguments)
    {
        Interlocked.Increment(ref _calls);
        if (_isBroken && _isLate) return FailLaterAsync();
        return _isBroken ? throw new InvalidOperationException("The database is away.") : new(_changedAt);
    }

    private static async ValueTask<DateTimeOffset?> FailLaterAsync()
    {
        await Task.Yield();
        throw new InvalidOperationException("The database went away.");
    }

    private async Task<CometFixture> StartAsync()
    {
        CometFixture fixture = await CometFixture.StartAsync(
            options =>
            {
                options.TimestampCheck = Check;
                options.Sleep = s_sleep;
                options.Tries = 1_000;
            },
            services => services.AddSingleton<TimeProvider>(_time).AddSingleton<ILoggerProvider>(_log));
        _meters = new MeterReader(fixture);
        await Eventually.IsTrueAsync(() => _time.TimersSet == 2, "the first sweep's rest");
        return fixture;
    }
}
