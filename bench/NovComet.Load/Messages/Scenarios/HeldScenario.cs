using NovComet.Load.Reporting;

namespace NovComet.Load.Messages.Scenarios;

/// <summary>
/// Subscribers to whom nothing is said. To be run on a server that has just started, because memory that earlier connections left behind
/// would hide what these need.
/// </summary>
internal sealed record HeldScenario(MessageTarget Target, int Subscribers, TimeSpan Length, TimeSpan Rest, TimeSpan Patience)
{
    private const int FewSubscribers = 64;
    private const int FirstMessages = 80;

    public LoadResult Run()
    {
        using (var few = Target.Course(FewSubscribers, publishers: 1))
        {
            few.Connect();
            for (var message = 0; message < FirstMessages; message++) few.PublishOne(Patience);
        }

        Thread.Sleep(Rest);
        var process = Target.Server.Process;
        var before = process.MemoryBytes;
        using var course = Target.Course(Subscribers, publishers: 1);
        course.Connect();
        course.Fleet.Hold(Rest);
        var memory = process.MemoryBytes - before;
        var measurement = new MessageMeasurement(course);
        course.Fleet.Hold(Length);
        return measurement.End("idle") with { MemoryPerSubscriber = memory / Subscribers };
    }
}
