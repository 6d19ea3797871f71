using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using NovComet.Load.Native;
using NovComet.Load.Touching;

namespace NovComet.Load.Polling;

/// <summary>All connections of a run on one thread: an answer costs one recv, one send, and its share of an epoll_wait.</summary>
internal sealed unsafe class PollFleet : IDisposable
{
    private const int InFlightWhileConnecting = 128;
    private const int BufferLength = 1 << 16;
    private static readonly TimeSpan s_connectPatience = TimeSpan.FromSeconds(60);

    private readonly EpollSet _epoll = new();
    private readonly byte[] _buffer = GC.AllocateArray<byte>(BufferLength, pinned: true);
    private readonly PollConnection[] _connections;
    private readonly PollRequest _request;
    private readonly TouchLedger _ledger;
    private int _anchored;

    /// <summary>Connects <paramref name="count"/> subscribers, dealt out evenly over the channels, and gives each its first stamp.</summary>
    public PollFleet(IPEndPoint server, string path, int count, TouchLedger ledger)
    {
        _ledger = ledger;
        _request = new PollRequest(path, server.ToString());
        _connections = new PollConnection[count];
        var names = Enumerable.Range(0, ledger.Channels).Select(channel => Encoding.ASCII.GetBytes(ChannelFiles.NameOf(channel))).ToArray();
        var deadline = Clock.After(s_connectPatience);
        for (var number = 0; number < count; number++)
        {
            while (number - _anchored >= InFlightWhileConnecting) TurnBefore(deadline);
            var channel = number % ledger.Channels;
            var connection = new PollConnection(number, channel, names[channel], server);
            _connections[number] = connection;
            _epoll.Add(connection.Descriptor, number);
            ledger.Subscribe(channel);
            Send(connection);
        }

        while (_anchored < count) TurnBefore(deadline);
    }

    public PollTally Tally { get; } = new();

    /// <summary>Handles what has arrived, waiting for it at most until the given time.</summary>
    public void Turn(long until)
    {
        var ready = _epoll.Wait(Math.Max(0, until - Clock.Now));
        for (var index = 0; index < ready; index++)
        {
            var (number, closing) = _epoll[index];
            var connection = _connections[number];
            if (!connection.IsLost) Receive(connection, closing);
        }
    }

    public void Dispose()
    {
        foreach (var connection in _connections) connection?.Dispose();
        _epoll.Dispose();
    }

    private void TurnBefore(long deadline)
    {
        if (Clock.Now > deadline || Tally.Lost > 0)
            throw new IOException($"Of {_connections.Length} first polls {_anchored} were answered, and {Tally.Lost} connections broke.");
        Turn(deadline);
    }

    private void Receive(PollConnection connection, bool closing)
    {
        // Edge-triggered: a full buffer may have left something, and a closing peer announces it only once.
        bool more;
        do
        {
            var kept = connection.Partial.Length;
            connection.Partial.CopyTo(_buffer, 0);
            nint count;
            fixed (byte* pointer = _buffer) count = Libc.Receive(connection.Descriptor, pointer + kept, BufferLength - kept, Libc.Quietly);
            if (count < 0 && Marshal.GetLastPInvokeError() == Libc.EAgain) return;
            if (count <= 0)
            {
                Lose(connection);
                return;
            }

            var arrived = kept + (int)count;
            Handle(connection, _buffer.AsSpan(0, arrived), Clock.Now);
            more = closing || arrived == BufferLength;
        }
        while (more && !connection.IsLost);
    }

    private void Handle(PollConnection connection, ReadOnlySpan<byte> bytes, long at)
    {
        while (!bytes.IsEmpty && PollAnswer.TryRead(bytes, out var answer))
        {
            bytes = bytes[answer.Length..];
            Judge(connection, answer, at);
            if (answer.Succeeded) Send(connection);
            else Lose(connection);
        }

        connection.Partial = bytes.IsEmpty ? [] : bytes.ToArray();
    }

    private void Judge(PollConnection connection, in PollAnswer answer, long at)
    {
        var channel = connection.Channel;
        if (!answer.Succeeded) Tally.Wrong++;
        else if (answer.Channel.IsEmpty) Tally.HoldEnds++;
        else if (!answer.Channel.SequenceEqual(connection.ChannelName) || !_ledger.IsCurrent(channel, answer.Stamp)) Tally.Wrong++;
        else if (answer.Stamp == connection.Stamp) Tally.Repeated++;
        else
        {
            if (connection.Stamp == PollRequest.Anchor) _anchored++;
            else _ledger.Answered(channel, at);
            connection.Stamp = answer.Stamp;
            Tally.Changed++;
        }
    }

    private void Send(PollConnection connection)
    {
        var request = _request.For(connection.ChannelName, connection.Stamp);
        fixed (byte* pointer = request)
        {
            // A request is a hundred bytes and the socket's buffer is empty: what is not taken whole is a broken connection.
            if (Libc.Send(connection.Descriptor, pointer, request.Length, Libc.Quietly) != request.Length) Lose(connection);
        }
    }

    private void Lose(PollConnection connection)
    {
        if (connection.IsLost) return;
        connection.IsLost = true;
        Tally.Lost++;
        _ledger.Unsubscribe(connection.Channel);
        connection.Dispose();
    }
}
