using System.Net;
using System.Text;
using NovComet.Load.Connections;
using NovComet.Load.Native;
using NovComet.Load.Touching;

namespace NovComet.Load.Polling;

/// <summary>The subscribers of signals: an answer costs one recv and one send.</summary>
internal sealed class PollFleet : Fleet<PollConnection>
{
    private const int InFlightWhileConnecting = 128;
    private static readonly TimeSpan s_connectPatience = TimeSpan.FromSeconds(60);

    private readonly PollRequest _request;
    private readonly TouchLedger _ledger;
    private int _anchored;

    /// <summary>Connects <paramref name="count"/> subscribers, dealt out evenly over the channels, and gives each its first stamp.</summary>
    public PollFleet(IPEndPoint server, string path, int count, TouchLedger ledger)
    {
        _ledger = ledger;
        _request = new PollRequest(path, server.ToString(), ChannelFiles.NameOf(0));
        var names = Enumerable.Range(0, ledger.Channels).Select(channel => Encoding.ASCII.GetBytes(ChannelFiles.NameOf(channel))).ToArray();
        var deadline = Clock.After(s_connectPatience);
        for (var number = 0; number < count; number++)
        {
            while (number - _anchored >= InFlightWhileConnecting) TurnBefore(deadline);
            var channel = number % ledger.Channels;
            var connection = new PollConnection(number, channel, names[channel], server);
            Add(connection);
            ledger.Subscribe(channel);
            Send(connection);
        }

        while (_anchored < count) TurnBefore(deadline);
    }

    public PollTally Tally { get; } = new();

    protected override ReadOnlySpan<byte> Handle(PollConnection connection, Span<byte> bytes, int kept, long at)
    {
        ReadOnlySpan<byte> rest = bytes;
        while (!rest.IsEmpty && HttpAnswer.TryRead(rest, out var answer))
        {
            rest = rest[answer.Length..];
            Judge(connection, answer, at);
            if (answer.Succeeded) Send(connection);
            else Lose(connection);
        }

        return rest;
    }

    protected override void Lost(PollConnection connection)
    {
        Tally.Lost++;
        _ledger.Unsubscribe(connection.Channel);
    }

    private void TurnBefore(long deadline)
    {
        if (Clock.Now > deadline || Tally.Lost > 0)
            throw new IOException($"{_anchored} first polls were answered, and {Tally.Lost} connections broke.");
        Turn(deadline);
    }

    private void Judge(PollConnection connection, in HttpAnswer answer, long at)
    {
        var channel = connection.Channel;
        var changed = PollAnswer.Read(answer.Body);
        if (!answer.Succeeded) Tally.Wrong++;
        else if (changed.Channel.IsEmpty) Tally.HoldEnds++;
        else if (!changed.Channel.SequenceEqual(connection.ChannelName) || !_ledger.IsCurrent(channel, changed.Stamp)) Tally.Wrong++;
        else if (changed.Stamp == connection.Stamp) Tally.Repeated++;
        else
        {
            if (connection.Stamp == PollRequest.Anchor) _anchored++;
            else _ledger.Answered(channel, at);
            connection.Stamp = changed.Stamp;
            Tally.Changed++;
        }
    }

    private void Send(PollConnection connection)
    {
        if (!connection.TrySend(_request.For(connection.ChannelName, connection.Stamp))) Lose(connection);
    }
}
