using NovComet.Channels;
using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.Tests.Storage;

/// <summary>The application's own check: asked as seldom as the settings say, and never believed when it throws.</summary>
[TestClass]
public sealed class TimestampCheckStoreTests : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);
    private static readonly DateTimeOffset s_changedAt = new(2025, 6, 7, 8, 9, 10, TimeSpan.FromHours(2));

    private readonly ManualTime _time = new();
    private readonly LogRecorder _log = new();
    private readonly FakeStore _files = new();
    private readonly List<string> _asked = [];
    private readonly TimestampCheckStore _store;
    private Func<string, ValueTask<DateTimeOffset?>> _answer = _ => new(s_changedAt);

    public TimestampCheckStoreTests() =>
        _store = new TimestampCheckStore(_files, Check, s_interval, _time, _log.LoggerFor<TimestampCheckStore>());

    [TestMethod]
    public void Read_TheCheckKnowsTheChannel_IsItsTimeForCertain() =>
        Assert.AreEqual(new ChannelReading(Stamp.FromTime(s_changedAt), IsSettled: true), _store.Read("news"));

    [TestMethod]
    public void Read_TheCheckDoesNotKnowTheChannel_IsNoFile()
    {
        _answer = _ => new((DateTimeOffset?)null);
        Assert.AreEqual(Stamp.NoFile, _store.Read("news").Stamp);
    }

    [TestMethod]
    public void Read_HoweverOften_AsksOncePerInterval()
    {
        for (int sweep = 1; sweep <= 5; sweep++)
        {
            for (int i = 0; i < 100; i++) _store.Read("news");
            Assert.HasCount(sweep, _asked);
            _time.Advance(s_interval);
        }
    }

    [TestMethod]
    [DataRow(0.85, 1)]
    [DataRow(0.95, 2, DisplayName = "A sweep that comes a little early still asks.")]
    public void Read_BeforeTheIntervalIsOver_AsksOnlyIfItIsNearly(double intervals, int calls)
    {
        _store.Read("news");
        _time.Advance(s_interval * intervals);
        _store.Read("news");
        Assert.HasCount(calls, _asked);
    }

    [TestMethod]
    public void Read_SeveralChannels_AsksForEach()
    {
        _store.Read("news");
        _store.Read("../other");
        Assert.AreSequenceEqual(["news", "../other"], _asked);
    }

    [TestMethod]
    public void Touch_AChannel_TouchesTheFileAndAsksAgainAtOnce()
    {
        _store.Read("news");
        _store.Read("other");
        Assert.AreEqual(FakeStore.StampOfTouches, _store.Touch("news"));
        for (int i = 0; i < 10; i++) _store.Read("news");
        _store.Read("other");

        Assert.AreSequenceEqual(["news"], _files.Touches);
        Assert.AreSequenceEqual(["news", "other", "news"], _asked);
    }

    [TestMethod]
    public void Touch_AChannelThatNobodyReads_AsksNothing()
    {
        _store.Touch("news");
        Assert.IsEmpty(_asked);
    }

    [TestMethod]
    public void Touch_Refused_IsTheCallersAndChangesNothing()
    {
        _store.Read("news");
        _files.Refusal = new ChannelStoreException(StoreFailure.NoSpace, "There is no room.");
        Assert.AreSame(_files.Refusal, Assert.ThrowsExactly<ChannelStoreException>(() => _store.Touch("news")));

        _store.Read("news");
        Assert.HasCount(1, _asked);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true, DisplayName = "right after a touch")]
    public void Read_TheCheckThrows_KeepsTheStampAndLogsIt(bool afterTouch)
    {
        Stamp before = _store.Read("news").Stamp;
        _answer = _ => throw new InvalidOperationException("database down");
        for (int i = 0; i < 3; i++)
        {
            if (afterTouch) _store.Touch("news");
            else _time.Advance(s_interval);
            Assert.AreEqual(before, _store.Read("news").Stamp);
        }

        Assert.HasCount(3, _log.Entries);
        Assert.Contains("news", _log.Entries.First().Message);
        _answer = _ => new(s_changedAt.AddHours(1));
        _time.Advance(s_interval);
        Assert.AreEqual(Stamp.FromTime(s_changedAt.AddHours(1)), _store.Read("news").Stamp);
    }

    [TestMethod]
    public void Read_TheFirstAnswerFailsLater_IsNoFile()
    {
        _answer = async _ =>
        {
            await Task.Yield();
            throw new TimeoutException();
        };
        Assert.AreEqual(Stamp.NoFile, _store.Read("news").Stamp);
    }

    [TestMethod]
    public void SettleTime_IsTheFiles() => Assert.AreEqual(_files.SettleTime, _store.SettleTime);

    [TestMethod]
    public void Read_AChannelThatNobodyLookedAtForLong_IsForgotten()
    {
        _store.Read("abandoned");
        for (int i = 0; i < 20; i++)
        {
            _time.Advance(s_interval);
            _store.Read("in use");
        }

        // A channel that is remembered keeps its stamp; one that is forgotten has none to keep.
        _answer = _ => throw new InvalidOperationException();
        _time.Advance(s_interval);
        Assert.AreEqual(Stamp.FromTime(s_changedAt), _store.Read("in use").Stamp);
        Assert.AreEqual(Stamp.NoFile, _store.Read("abandoned").Stamp);
    }

    public void Dispose() => _log.Dispose();

    private ValueTask<DateTimeOffset?> Check(TimestampCheckArguments arguments)
    {
        lock (_asked) _asked.Add(arguments.Channel);
        return _answer(arguments.Channel);
    }
}
