using NovComet.Load.Native;
using NovComet.Load.Polling;
using NovComet.Load.Touching;

namespace NovComet.Load.Scenarios;

/// <summary>What all scenarios run on: channels, their ledger, and subscribers that hold a poll on them.</summary>
internal sealed class Course : IDisposable
{
    private readonly ChannelFiles _files;
    private readonly PollFleet _fleet;

    public Course(LoadTarget target, int polls, int channels)
    {
        (Target, Polls, Channels) = (target, polls, channels);
        _files = new ChannelFiles(target.Directory, channels);
        try
        {
            Ledger = new TouchLedger(_files);
            _fleet = new PollFleet(target.Server, target.Path, polls, Ledger);
        }
        catch
        {
            _files.Dispose();
            throw;
        }
    }

    public LoadTarget Target { get; }

    public int Polls { get; }

    public int Channels { get; }

    public TouchLedger Ledger { get; }

    public PollTally Tally => _fleet.Tally;

    public void Turn(long until) => _fleet.Turn(until);

    /// <summary>Keeps answering what comes, for the given time.</summary>
    public void Hold(TimeSpan time) => _fleet.Hold(time);

    /// <summary>Waits until every touch is answered; false if some still are not after the given time.</summary>
    public bool Settle(TimeSpan patience)
    {
        for (var end = Clock.After(patience); Ledger.Awaited > 0 && Clock.Now < end;) _fleet.Turn(end);
        return Ledger.Awaited == 0;
    }

    /// <summary>Begins a measurement: nothing that was recorded before counts in it.</summary>
    public Measurement Measure()
    {
        Ledger.Latency.Clear();
        return new Measurement(this);
    }

    public void Dispose()
    {
        _fleet.Dispose();
        _files.Dispose();
    }
}
