using NovComet.Load.Messages.Dialects;
using NovComet.Load.Messages.Wires;
using NovComet.Load.Native;
using NovComet.Load.Scenarios;

namespace NovComet.Load.Messages;

/// <summary>What all scenarios with messages run on: publishers, subscribers, and the ledger of who has what.</summary>
internal sealed class MessageCourse : IDisposable
{
    public MessageCourse(LoadTarget target, bool isSignalR, Transport transport, int subscribers, int publishers)
    {
        (Target, Transport, Subscribers) = (target, transport, subscribers);
        Ledger = new MessageLedger(subscribers, publishers);
        Dialect = isSignalR ? new SignalRDialect(target.Server, target.Path, transport, Ledger) : new CometDialect(target.Server, target.Path, transport, Ledger);
        Fleet = new MessageFleet(target.Server, publishers, Dialect, Ledger);
    }

    public LoadTarget Target { get; }

    public Transport Transport { get; }

    public int Subscribers { get; }

    public Dialect Dialect { get; }

    public MessageLedger Ledger { get; }

    public MessageFleet Fleet { get; }

    private bool IsSettled => Ledger.OnTheirWay == 0 && Fleet.IsQuiet;

    public void Connect()
    {
        Dialect.Prepare();
        Fleet.Connect(Subscribers);
    }

    /// <summary>One message; true when all have it and it is acknowledged.</summary>
    public bool PublishOne(TimeSpan patience)
    {
        Fleet.TryPublish();
        return Settle(patience);
    }

    /// <summary>Publishes as fast as it is acknowledged, but never further ahead of the slowest subscriber than said.</summary>
    public void PublishFor(TimeSpan length, int ahead, Func<bool>? isEnough = null)
    {
        for (var end = Clock.After(length); Clock.Now < end && isEnough?.Invoke() is not true;)
        {
            while (Ledger.OnTheirWay < ahead && Fleet.TryPublish())
            {
                // The next one, until all publishers wait or the slowest subscriber is that far behind.
            }

            Fleet.Turn(end);
        }
    }

    /// <summary>Waits until all have all, and all is acknowledged; false if it is not after the given time.</summary>
    public bool Settle(TimeSpan patience)
    {
        for (var end = Clock.After(patience); !IsSettled && Clock.Now < end;) Fleet.Turn(end);
        return IsSettled;
    }

    public void Dispose()
    {
        Fleet.Dispose();
        (Dialect as IDisposable)?.Dispose();
    }
}
