using NovComet.Load.Measuring;
using NovComet.Load.Polling;
using NovComet.Load.Reporting;

namespace NovComet.Load.Scenarios;

/// <summary>What happens on a course from here on, and the CPU it takes while the measurement is not suspended.</summary>
internal sealed class Measurement(Course course)
{
    private readonly PollTally _tallyBefore = course.Tally with { };
    private readonly CpuMeter _cpu = new(course.Target.Process);

    public void Suspend() => _cpu.Suspend();

    public void Resume() => _cpu.Resume();

    /// <summary>Call when the last answer has been waited for: what is owed then is missing.</summary>
    public LoadResult End(string scenario)
    {
        var usage = _cpu.End();
        var tally = course.Tally.Since(_tallyBefore);
        var answers = tally.Changed + tally.HoldEnds + tally.Repeated;
        var latency = course.Ledger.Latency;
        return new LoadResult
        {
            Scenario = scenario,
            Server = course.Target.Label,
            Subscribers = course.Polls,
            Channels = course.Channels,
            Seconds = Math.Round(usage.Seconds, 2),
            Deliveries = latency.Count,
            HoldEnds = tally.HoldEnds,
            Repeated = tally.Repeated,
            Missing = course.Ledger.Awaited,
            Wrong = tally.Wrong,
            Lost = tally.Lost,
            P50 = Microseconds(latency.Percentile(50)),
            P99 = Microseconds(latency.Percentile(99)),
            P999 = Microseconds(latency.Percentile(99.9)),
            Max = Microseconds(latency.Max),
            ServerCpu = Math.Round(usage.ServerPercent, 2),
            LoadCpu = Math.Round(usage.LoadPercent, 2),
            OthersCpu = Math.Round(usage.OthersPercent, 2),
            ServerCpuPerAnswer = PerAnswer(usage.Server),
            LoadCpuPerAnswer = PerAnswer(usage.Load),
        };

        double? PerAnswer(double seconds) => answers > 0 ? Math.Round(seconds * 1_000_000 / answers, 2) : null;
    }

    private static double? Microseconds(long nanoseconds) => nanoseconds > 0 ? Math.Round(nanoseconds / 1000.0, 1) : null;
}
