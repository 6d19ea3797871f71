using NovComet.Load.Messages.Dialects;
using NovComet.Load.Native;
using NovComet.Load.Reporting;

namespace NovComet.Load.Messages.Scenarios;

/// <summary>Subscribers come back all together, each with the cursor it had before the messages were published that it missed.</summary>
internal sealed record ResumeScenario(MessageTarget Target, int Subscribers, int Missed, TimeSpan Patience)
{
    public LoadResult Run()
    {
        using var course = Target.Course(Subscribers, publishers: 1);
        if (course.Dialect is not CometDialect comet) throw new NotSupportedException("Only the gateway resumes.");
        comet.Prepare();
        comet.Start = comet.Anchor;
        for (var message = 0; message < Missed; message++)
        {
            course.Fleet.TryPublish();
            for (var end = Clock.After(Patience); !course.Fleet.IsQuiet && Clock.Now < end;) course.Fleet.Turn(end);
        }

        course.Ledger.Retime();
        var measurement = new MessageMeasurement(course);
        course.Fleet.Connect(Subscribers);
        course.Settle(Patience);
        return measurement.End("resume");
    }
}
