using NovComet.Load.Native;
using NovComet.Load.Reporting;

namespace NovComet.Load.Messages.Scenarios;

/// <summary>
/// One channel, all subscribers on it. First each message alone: the next one is published when all have the last one, and after a pause
/// where subscribers have to come back first. Then as fast as publishers can, but never so far ahead of the slowest subscriber that a
/// message could be trimmed away: whoever lags gets several at once.
/// </summary>
internal sealed record DeliveryScenario(
    MessageTarget Target, int Subscribers, int Publishers, int Ahead, int Rounds, TimeSpan Pause, TimeSpan Length, long WarmUp, TimeSpan WarmUpAtMost,
    TimeSpan Rest, TimeSpan Patience)
{
    public IEnumerable<LoadResult> Run()
    {
        using var course = Target.Course(Subscribers, Publishers);
        course.Connect();
        course.PublishFor(WarmUpAtMost / 2, Ahead, () => course.Ledger.Tally.Deliveries >= WarmUp / 2);
        Settle(course);
        for (var end = Clock.After(WarmUpAtMost / 2); course.Ledger.Tally.Deliveries < WarmUp && Clock.Now < end;) course.PublishOne(Patience);
        Settle(course);
        yield return EachAlone(course);
        course.Fleet.Hold(Rest);
        yield return SeveralAtOnce(course);
    }

    private void Settle(MessageCourse course)
    {
        if (!course.Settle(Patience)) throw new IOException($"{course.Ledger.Owed} messages were missing while warming up.");
        course.Fleet.Hold(Rest);
    }

    private LoadResult EachAlone(MessageCourse course)
    {
        var measurement = new MessageMeasurement(course);
        for (var round = 0; round < Rounds; round++)
        {
            if (Pause > TimeSpan.Zero)
            {
                // Only the fan-outs themselves count as time.
                measurement.Suspend();
                course.Fleet.Hold(Pause);
                measurement.Resume();
            }

            if (!course.PublishOne(Patience)) break;
        }

        return measurement.End("each alone");
    }

    private LoadResult SeveralAtOnce(MessageCourse course)
    {
        var measurement = new MessageMeasurement(course);
        course.PublishFor(Length, Ahead);
        course.Settle(Patience);
        return measurement.End("several at once");
    }
}
