using NovComet.Load.Native;
using NovComet.Load.Reporting;

namespace NovComet.Load.Scenarios;

/// <summary>
/// All polls on one channel, in rounds of one touch each. First with a pause before each round, so that every poll is held
/// when the touch comes: that is the fan-out. Then back to back, so that taking the polls in again is paid for as well:
/// these are whole cycles.
/// </summary>
internal sealed record FanOutScenario(LoadTarget Target, int Polls, int Rounds, TimeSpan Pause, WarmUp WarmUp, TimeSpan Patience)
{
    public IEnumerable<LoadResult> Run()
    {
        using var course = new Course(Target, Polls, channels: 1);
        WarmUp.Run(course);
        yield return FanOut(course);
        yield return Cycles(course);
    }

    private LoadResult FanOut(Course course)
    {
        var rates = new List<double>();
        var measurement = course.Measure();
        for (var round = 0; round < Rounds; round++)
        {
            // Only the fan-outs themselves count as time: the CPU of the load program then tells whether it was the limit.
            measurement.Suspend();
            course.Hold(Pause);
            measurement.Resume();
            var touchedAt = Clock.Now;
            course.Ledger.Touch(0);
            if (!course.Settle(Patience)) break;
            rates.Add(Polls * (double)Clock.Second / (course.Ledger.LastAnswerAt - touchedAt));
        }

        return measurement.End("fan-out") with { AnswersPerSecond = Median(rates) };
    }

    private LoadResult Cycles(Course course)
    {
        course.Hold(Pause);
        var measurement = course.Measure();
        var start = Clock.Now;
        var finished = 0;
        for (; finished < Rounds; finished++)
        {
            course.Ledger.Touch(0);
            if (!course.Settle(Patience)) break;
        }

        var perSecond = finished * (double)Polls * Clock.Second / (Clock.Now - start);
        return measurement.End("cycles") with { AnswersPerSecond = Math.Round(perSecond) };
    }

    private static double? Median(List<double> values) =>
        values.Count == 0 ? null : Math.Round(values.Order().ElementAt(values.Count / 2));
}
