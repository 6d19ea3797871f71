using NovComet.Load.Native;
using NovComet.Load.Reporting;

namespace NovComet.Load.Scenarios;

/// <summary>Many channels, touched one by one at an even rate in random order: how long from the touch to the answer?</summary>
internal sealed record SpreadScenario(LoadTarget Target, int Polls, int Channels, double Rate, TimeSpan Length, WarmUp WarmUp, TimeSpan Patience)
{
    private const int Seed = 20051;

    public IEnumerable<LoadResult> Run()
    {
        using var course = new Course(Target, Polls, Channels);
        WarmUp.Run(course);
        var measurement = course.Measure();
        TouchAtRate(course);
        course.Settle(Patience);
        yield return measurement.End("spread") with { Rate = Rate };
    }

    private void TouchAtRate(Course course)
    {
        var random = new Random(Seed);
        var interval = Clock.Second / Rate;
        var start = Clock.Now;
        var end = start + Clock.Span(Length);
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
            var channel = FreeChannel(course, random.Next(Channels));
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
