using NovComet.Load.Native;

namespace NovComet.Load.Scenarios;

/// <summary>
/// Answers before anything is measured: the server's code is compiled in tiers and gets its last form only after some
/// hundred thousand of them. A slow server stops when the time is over. The rest afterwards keeps the compiling and
/// collecting of the warm-up out of the measurement.
/// </summary>
internal sealed record WarmUp(long Answers, TimeSpan AtMost, TimeSpan Rest)
{
    private const int TouchedTogether = 2_000;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public void Run(Course course)
    {
        var enough = course.Tally.Changed + Answers;
        var end = Clock.After(AtMost);
        for (var channel = 0; course.Tally.Changed < enough && Clock.Now < end;)
        {
            for (var touched = 0; touched < Math.Min(course.Channels, TouchedTogether); touched++)
                course.Ledger.Touch(channel++ % course.Channels);
            if (!course.Settle(s_patience)) throw new IOException($"{course.Ledger.Awaited} answers were missing while warming up.");
        }

        course.Hold(Rest);
    }
}
