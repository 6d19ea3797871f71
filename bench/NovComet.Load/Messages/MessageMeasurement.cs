using NovComet.Load.Measuring;
using NovComet.Load.Messages.Wires;
using NovComet.Load.Reporting;

namespace NovComet.Load.Messages;

/// <summary>What happens on a course from here on, and the CPU it takes while the measurement is not suspended.</summary>
internal sealed class MessageMeasurement
{
    private readonly MessageCourse _course;
    private readonly MessageTally _tallyBefore;
    private readonly int _publishedBefore;
    private readonly CpuMeter _cpu;

    public MessageMeasurement(MessageCourse course)
    {
        _course = course;
        _tallyBefore = course.Ledger.Tally with { };
        _publishedBefore = course.Ledger.Published;
        course.Ledger.Latency.Clear();
        course.Fleet.Acknowledgements.Clear();
        _cpu = new CpuMeter(course.Target.Process);
    }

    public void Suspend() => _cpu.Suspend();

    public void Resume() => _cpu.Resume();

    /// <summary>Call when the last message has been waited for: what is owed then is missing.</summary>
    public LoadResult End(string scenario)
    {
        var usage = _cpu.End();
        var tally = _course.Ledger.Tally.Since(_tallyBefore);
        var latency = _course.Ledger.Latency;
        return Of($"{Name}, {scenario}", usage, latency, tally.Deliveries) with
        {
            Rate = Math.Round((_course.Ledger.Published - _publishedBefore) / usage.Seconds),
            DeliveriesPerRead = tally.Deliveries > 0 ? Math.Round((double)tally.Deliveries / tally.Reads, 1) : null,
            AnswersPerSecond = tally.Deliveries > 0 ? Math.Round(tally.Deliveries / usage.Seconds) : null,
        };
    }

    /// <summary>The same for publishing to nobody: what counts is the acknowledgement.</summary>
    public LoadResult EndPublishing(string scenario)
    {
        var usage = _cpu.End();
        var latency = _course.Fleet.Acknowledgements;
        return Of(scenario, usage, latency, latency.Count) with { Rate = Math.Round(latency.Count / usage.Seconds) };
    }

    private string Name => _course.Transport switch
    {
        Transport.Sse => "SSE",
        Transport.WebSocket => "WebSocket",
        _ => "long-poll",
    };

    private LoadResult Of(string scenario, CpuUsage usage, LatencyHistogram latency, long count)
    {
        var tally = _course.Ledger.Tally.Since(_tallyBefore);
        return new LoadResult
        {
            Scenario = scenario,
            Server = _course.Target.Label,
            Subscribers = _course.Subscribers,
            Channels = 1,
            Seconds = Math.Round(usage.Seconds, 2),
            Deliveries = tally.Deliveries,
            HoldEnds = 0,
            Repeated = 0,
            Missing = tally.Missing + _course.Ledger.Owed,
            Wrong = tally.Wrong,
            Lost = tally.Lost,
            Gaps = tally.Gaps,
            P50 = Microseconds(latency.Percentile(50)),
            P99 = Microseconds(latency.Percentile(99)),
            P999 = Microseconds(latency.Percentile(99.9)),
            Max = Microseconds(latency.Max),
            ServerCpu = Math.Round(usage.ServerPercent, 2),
            LoadCpu = Math.Round(usage.LoadPercent, 2),
            OthersCpu = Math.Round(usage.OthersPercent, 2),
            ServerCpuPerAnswer = PerOne(usage.Server),
            LoadCpuPerAnswer = PerOne(usage.Load),
        };

        double? PerOne(double seconds) => count > 0 ? Math.Round(seconds * 1_000_000 / count, 2) : null;
    }

    private static double? Microseconds(long nanoseconds) => nanoseconds > 0 ? Math.Round(nanoseconds / 1000.0, 1) : null;
}
