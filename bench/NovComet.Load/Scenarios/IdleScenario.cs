using NovComet.Load.Reporting;

namespace NovComet.Load.Scenarios;

/// <summary>
/// Polls that nobody answers: what does holding them cost? To be run on a server that has just started, because memory that
/// earlier connections left behind would hide what these need.
/// </summary>
internal sealed record IdleScenario(LoadTarget Target, int Polls, TimeSpan Length, TimeSpan HoldTime, TimeSpan Rest)
{
    private const int FewPolls = 64;
    private static readonly WarmUp s_firstCalls = new(5_000, TimeSpan.FromSeconds(3), TimeSpan.Zero);

    public IEnumerable<LoadResult> Run()
    {
        using (var few = new Course(Target, FewPolls, FewPolls)) s_firstCalls.Run(few);
        Thread.Sleep(Rest);
        var before = Target.Process.MemoryBytes;
        using var course = new Course(Target, Polls, Polls);
        course.Hold(Rest);
        var perPoll = (Target.Process.MemoryBytes - before) / Polls;

        yield return Held(course, "idle", Length) with { MemoryPerSubscriber = perPoll };
        // Over one whole hold each poll ends once and comes back: the rest of what a quiet gateway does all day.
        if (HoldTime > TimeSpan.Zero) yield return Held(course, "idle, with hold ends", HoldTime);
    }

    private static LoadResult Held(Course course, string scenario, TimeSpan time)
    {
        var measurement = course.Measure();
        course.Hold(time);
        return measurement.End(scenario);
    }
}
