using NovComet.Load.Reporting;

namespace NovComet.Load.Messages.Scenarios;

/// <summary>Many connections publish to one channel by HTTP, each its next message when the last one is acknowledged. Nobody listens.</summary>
internal sealed record PublishScenario(MessageTarget Target, int Publishers, TimeSpan Length, TimeSpan WarmUp, TimeSpan Rest, TimeSpan Patience)
{
    public LoadResult Run()
    {
        using var course = Target.Course(subscribers: 0, Publishers);
        course.PublishFor(WarmUp, Publishers);
        course.Settle(Patience);
        course.Fleet.Hold(Rest);
        var measurement = new MessageMeasurement(course);
        course.PublishFor(Length, Publishers);
        course.Settle(Patience);
        return measurement.EndPublishing("publish by HTTP");
    }
}
