using System.Diagnostics.Metrics;
using NovComet.Channels;

namespace NovComet.Hub;

/// <summary>What the meter <c>NovComet</c> shows.</summary>
internal sealed class CometMetrics : IDisposable
{
    public const string MeterName = "NovComet";

    private readonly Meter _meter;
    private readonly TimeProvider _time;
    private readonly UpDownCounter<int> _held;
    private readonly UpDownCounter<int> _channels;
    private readonly Counter<long> _publishes;
    private readonly Counter<long> _wakes;
    private readonly Histogram<double> _sweeps;
    private readonly Histogram<double> _latency;

    public CometMetrics(IMeterFactory meters, TimeProvider time)
    {
        _meter = meters.Create(MeterName);
        _time = time;
        _held = _meter.CreateUpDownCounter<int>("novcomet.subscribers.held", "{subscriber}", "Subscribers that are held now.");
        _channels = _meter.CreateUpDownCounter<int>("novcomet.channels.subscribed", "{channel}", "Channels that have subscribers now.");
        _publishes = _meter.CreateCounter<long>("novcomet.publishes", "{publish}", "Publishes through this process.");
        _wakes = _meter.CreateCounter<long>("novcomet.wakes", "{wake}", "Times that a change woke a subscriber.");
        _sweeps = _meter.CreateHistogram<double>("novcomet.sweep.duration", "s", "How long a look at all subscribed channels took; its count is the number of sweeps.");
        _latency = _meter.CreateHistogram<double>("novcomet.answer.latency", "s", "From a channel's file time to the moment when a held subscriber is told.");
    }

    public void Held(int change) => _held.Add(change);

    public void ChannelsSubscribed(int change) => _channels.Add(change);

    public void Published() => _publishes.Add(1);

    public void Swept(TimeSpan took) => _sweeps.Record(took.TotalSeconds);

    /// <summary>Counts the wake-ups of one change.</summary>
    public void Woken(Stamp stamp, int subscribers)
    {
        _wakes.Add(subscribers);
        if (!_latency.Enabled) return;

        // Times that were set by hand, backwards or ahead of the clock, say nothing of latency.
        double seconds = (_time.GetUtcNow() - stamp.ToTime()).TotalSeconds;
        if (seconds is < 0 or > 60) return;
        for (int i = 0; i < subscribers; i++) _latency.Record(seconds);
    }

    /// <summary>Shows whether the watch is up: 1, or 0 while the gateway is degraded.</summary>
    public void ShowWatch(Func<bool> isUp) =>
        _meter.CreateObservableGauge("novcomet.watch.up", () => isUp() ? 1 : 0, "{watch}", "1, or 0 while changes by other processes wait for the sweep against the settings.");

    /// <summary>Shows how many lines of channels' files were no messages: their writers died in the middle.</summary>
    public void ShowDamagedLines(Func<long> count) =>
        _meter.CreateObservableCounter("novcomet.lines.damaged", count, "{line}", "Lines of channels' files that were skipped because they are no whole messages.");

    public void Dispose() => _meter.Dispose();
}
