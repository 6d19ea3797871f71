using NovComet.Load.Native;

namespace NovComet.Load.Connections;

/// <summary>All connections of a run on one thread: what one of them receives costs one recv and its share of an epoll_wait.</summary>
internal abstract class Fleet<TConnection> : IDisposable where TConnection : LoopbackConnection
{
    private const int BufferLength = 1 << 18;

    private readonly EpollSet _epoll = new();
    private readonly byte[] _buffer = GC.AllocateArray<byte>(BufferLength, pinned: true);
    private readonly List<TConnection> _connections = [];

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

    /// <summary>Keeps handling what comes, for the given time.</summary>
    public void Hold(TimeSpan time)
    {
        for (var end = Clock.After(time); Clock.Now < end;) Turn(end);
    }

    public void Dispose()
    {
        foreach (var connection in _connections) connection.Dispose();
        _epoll.Dispose();
    }

    protected void Add(TConnection connection)
    {
        _epoll.Add(connection.Descriptor, _connections.Count);
        _connections.Add(connection);
    }

    protected void Lose(TConnection connection)
    {
        if (connection.IsLost) return;
        connection.Abandon();
        Lost(connection);
    }

    protected abstract void Lost(TConnection connection);

    /// <summary>Reads what is whole, and returns the rest.</summary>
    /// <param name="connection">Where it came from.</param>
    /// <param name="bytes">What was left the last time, and what has come now.</param>
    /// <param name="kept">How much of it was left the last time.</param>
    /// <param name="at">When it was received.</param>
    protected abstract ReadOnlySpan<byte> Handle(TConnection connection, Span<byte> bytes, int kept, long at);

    private void Receive(TConnection connection, bool closing)
    {
        // Edge-triggered: a full buffer may have left something, and a closing peer announces it only once.
        bool more;
        do
        {
            var kept = connection.Partial.Length;
            connection.Partial.CopyTo(_buffer, 0);
            var count = connection.Receive(_buffer.AsSpan(kept));
            if (count == 0) return;
            if (count < 0)
            {
                Lose(connection);
                return;
            }

            var arrived = kept + count;
            var rest = Handle(connection, _buffer.AsSpan(0, arrived), kept, Clock.Now);
            connection.Partial = rest.IsEmpty ? [] : rest.ToArray();
            more = closing || arrived == BufferLength;
        }
        while (more && !connection.IsLost);
    }
}
