using Microsoft.Extensions.Logging;
using NovComet.Storage;
using NovComet.Testing;
using NovComet.Watching;

namespace NovComet.Tests.Watching;

[TestClass]
public sealed class SweepTests : IAsyncDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTime _time = new();
    private readonly RecordingSink _sink = new();
    private readonly SweepRequest _request = new();
    private readonly LogRecorder _log = new();
    private readonly ILoggerFactory _loggers;
    private readonly WatchKeeper _keeper;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Sweep _sweep;
    private Func<IChangeWatch?> _makeWatch = () => null;
    private Task _running = Task.CompletedTask;

    public SweepTests()
    {
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(_log));
        var directory = new ChannelDirectory(new NovCometOptions { Directory = _directory.Path });
        _keeper = new WatchKeeper(directory, () => _makeWatch(), _loggers.CreateLogger<WatchKeeper>());
        _sweep = new Sweep(_keeper, _sink, _request, s_interval, _time, _loggers.CreateLogger<Sweep>());
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(TestSettings.Patience, CancellationToken.None);
        _stopping.Dispose();
        _keeper.Dispose();
        _loggers.Dispose();
        _directory.Dispose();
    }

    [TestMethod]
    public async Task RunAsync_NobodyAsks_LooksAtOnceAndThenOncePerInterval()
    {
        await StartAsync();
        for (int looks = 1; looks <= 5; looks++)
        {
            Assert.AreEqual(looks, _sink.Looks);
            _time.Advance(s_interval - TimeSpan.FromTicks(1));
            Assert.AreEqual(looks, _sink.Looks, "A sweep comes when the interval is over.");
            _time.Advance(TimeSpan.FromTicks(1));
            await RestingAfterAsync(looks + 1);
        }
    }

    [TestMethod]
    public async Task RunAsync_Asked_LooksBeforeTheIntervalIsOver()
    {
        await StartAsync();

        _request.Ask();

        await RestingAfterAsync(2);
    }

    [TestMethod]
    public async Task RunAsync_AskedWhileItLooks_LooksAgain()
    {
        _sink.OnLook = look =>
        {
            if (look == 1) _request.Ask();
            return Task.CompletedTask;
        };
        await StartAsync(looks: 2);
    }

    [TestMethod]
    public async Task RunAsync_AskedAllTheTime_RestsNineTenths()
    {
        var took = TimeSpan.FromMilliseconds(10);
        _sink.OnLook = _ => LookFor(took);
        await StartAsync();

        _request.Ask();
        _time.Advance((9 * took) - TimeSpan.FromTicks(1));
        Assert.AreEqual(1, _sink.Looks, "It rests, though it was asked.");

        _time.Advance(TimeSpan.FromTicks(1));
        await RestingAfterAsync(2);
    }

    [TestMethod]
    public async Task RunAsync_LookThatTookLong_RestsNoLongerThanTheInterval()
    {
        _sink.OnLook = _ => LookFor(TimeSpan.FromHours(1));
        await StartAsync();

        _time.Advance(s_interval);

        await RestingAfterAsync(2);
    }

    [TestMethod]
    public async Task RunAsync_LookThrows_SaysSoAndLooksAgain()
    {
        _sink.OnLook = look => look == 1 ? throw new InvalidOperationException("broken") : Task.CompletedTask;
        await StartAsync();
        Assert.Contains(entry => entry.Level == LogLevel.Error, _log.Entries);

        _time.Advance(s_interval);

        await RestingAfterAsync(2);
    }

    [TestMethod]
    public async Task RunAsync_WatchCannotBeMadeForWhateverReason_LooksAllTheSame()
    {
        _makeWatch = () => throw new InvalidOperationException("broken");
        await StartAsync();

        _time.Advance(s_interval);

        await RestingAfterAsync(2);
    }

    private Task LookFor(TimeSpan time)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }

    private Task StartAsync(int looks = 1)
    {
        _running = Task.Run(() => _sweep.RunAsync(_stopping.Token), CancellationToken.None);
        return RestingAfterAsync(looks);
    }

    private Task RestingAfterAsync(int looks) =>
        Eventually.IsTrueAsync(() => _sink.Looks == looks && _time.TimersSet > 0, $"the rest after look {looks}");
}
