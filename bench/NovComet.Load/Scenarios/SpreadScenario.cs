using NovComet.Load.Native;
using NovComet.Load.Reporting;

namespace NovComet.Load.Scenarios;

/// <summary>
/// Many channels, touched one by one at an even rate in random order: how long from the touch to the answer?
/// First while all holds are young, so that touches are all there is; then with the polls staggered over a hold,
/// so that at any time some end and come back, as they do in ordinary life.
/// </summary>
internal sealed record SpreadScenario(
    LoadTarget Target, int Polls, int Channels, double Rate, TimeSpan Length, TimeSpan HoldTime, WarmUp WarmUp, TimeSpan Patience)
{
    private const int Seed = 20051;

    public IEnumerable<LoadResult> Run()
    {
        using var course = new Course(Target, Polls, Channels);
        WarmUp.Run(course);
        yield return Touched(course, "spread");
        if (HoldTime <= TimeSpan.Zero) yield break;

        // The warm-up made all polls equally old, and their holds would end together.
        var channel = 0;
        TouchAtRate(course, Channels / HoldTime.TotalSeconds, HoldTime, () => channel++);
        course.Settle(Patience);
        yield return Touched(course, "spread, with hold ends");
    }

    private LoadResult Touched(Course course, string scenario)
    {
        var random = new Random(Seed);
        var measurement = course.Measure();
        TouchAtRate(course, Rate, Length, () => random.Next(Channels));
        course.Settle(Patience);
        return measurement.End(scenario) with { Rate = Rate };
    }

    private void TouchAtRate(Course course, double rate, TimeSpan length, Func<int> next)
    {
        var interval = Clock.Second / rate;
        var start = Clock.Now;
        var end = start + Clock.Span(length);
        for (var touches = 0L; ;)
        {
            var due = start + (long)(touches * interval);
            if (due >= end) return;
            if (Clock.Now < due)
            {
                course.Turn(due);
                continue;
            }

            // A channel that still owes answers is passed over; if all do, the touch waits until one is free.
            var channel = FreeChannel(course, next());
            if (channel < 0 && Clock.Now >= end) return;
            if (channel < 0)
            {
                course.Turn(end);
                continue;
            }

            course.Ledger.Touch(channel);
            touches++;
        }
    }

    private int FreeChannel(Course course, int first)
    {
        for (var offset = 0; offset < Channels; offset++)
        {
            var channel = (first + offset) % Channels;
            if (course.Ledger.IsSettled(channel)) return channel;
        }

        return -1;
    }
}
