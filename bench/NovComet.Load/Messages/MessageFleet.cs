using System.Net;
using NovComet.Load.Connections;
using NovComet.Load.Measuring;
using NovComet.Load.Messages.Dialects;
using NovComet.Load.Messages.Wires;
using NovComet.Load.Native;
using NovComet.Load.Polling;

namespace NovComet.Load.Messages;

/// <summary>Subscribers of one channel on one wire, and publishers to it.</summary>
internal sealed class MessageFleet : Fleet<LoopbackConnection>
{
    private const int InFlightWhileConnecting = 128;
    private static readonly TimeSpan s_connectPatience = TimeSpan.FromSeconds(120);

    private readonly IPEndPoint _server;
    private readonly MessageLedger _ledger;
    private readonly IWire _wire;
    private readonly Publisher[] _publishers;
    private int _ready;

    public MessageFleet(IPEndPoint server, int publishers, Dialect dialect, MessageLedger ledger)
    {
        (_server, _ledger, _wire) = (server, ledger, dialect.Wire);
        _publishers = [.. Enumerable.Range(0, publishers).Select(number => new Publisher(number, server, dialect.PublishPath))];
        foreach (var publisher in _publishers) Add(publisher);
    }

    /// <summary>No publisher waits for an acknowledgement.</summary>
    public bool IsQuiet => _publishers.All(publisher => !publisher.IsBusy);

    /// <summary>From a message that is sent to its acknowledgement.</summary>
    public LatencyHistogram Acknowledgements { get; } = new();

    /// <summary>Connects subscribers, and waits until the server knows them all.</summary>
    public void Connect(int subscribers)
    {
        var deadline = Clock.After(s_connectPatience);
        for (var number = 0; number < subscribers; number++)
        {
            while (number - _ready >= InFlightWhileConnecting) TurnBefore(deadline);
            var subscriber = new Subscriber(number, _server);
            Add(subscriber);
            if (!_wire.Open(subscriber)) Lose(subscriber);
        }

        while (_ready < subscribers) TurnBefore(deadline);
    }

    /// <summary>Lets one publisher that is free publish its next message; false if none is.</summary>
    public bool TryPublish()
    {
        var publisher = Array.Find(_publishers, publisher => !publisher.IsBusy && !publisher.IsLost);
        if (publisher is null) return false;
        if (!publisher.TryPublish(_ledger.Publish(publisher.Number))) Lose(publisher);
        return true;
    }

    protected override ReadOnlySpan<byte> Handle(LoopbackConnection connection, Span<byte> bytes, int kept, long at)
    {
        if (connection is Publisher publisher) return Acknowledge(publisher, bytes, at);
        var subscriber = (Subscriber)connection;
        _ledger.Tally.Reads++;
        var wasReady = subscriber.IsReady;
        if (!_wire.Read(subscriber, ref bytes, kept, at)) Lose(subscriber);
        if (subscriber.IsReady && !wasReady) _ready++;
        return bytes;
    }

    protected override void Lost(LoopbackConnection connection) => _ledger.Tally.Lost++;

    private ReadOnlySpan<byte> Acknowledge(Publisher publisher, ReadOnlySpan<byte> bytes, long at)
    {
        if (!HttpAnswer.TryRead(bytes, out var answer)) return bytes;
        publisher.IsBusy = false;
        if (answer.Succeeded && publisher.IsLater(PollAnswer.StampIn(answer.Head))) Acknowledgements.Record(at - publisher.SentAt);
        else _ledger.Tally.Wrong++;
        return bytes[answer.Length..];
    }

    private void TurnBefore(long deadline)
    {
        if (Clock.Now > deadline || _ledger.Tally.Lost > 0)
            throw new IOException($"{_ready} subscribers were connected, and {_ledger.Tally.Lost} connections broke.");
        Turn(deadline);
    }
}
