using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Net.WebSockets;
using NovComet.Channels;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Clients;

/// <summary>A subscriber that writes down what it is told, and goes on from there on whatever transport and gateway it is sent to.</summary>
internal sealed class Subscriber
{
    private readonly History _history;
    private readonly ConcurrentDictionary<string, string> _cursor;
    private int _connections;

    /// <param name="history">Where it writes.</param>
    /// <param name="name">What it is called there.</param>
    /// <param name="channels">Its channels.</param>
    /// <param name="position">Where it begins on each.</param>
    public Subscriber(History history, string name, IEnumerable<string> channels, string position = "0")
    {
        _history = history;
        Name = name;
        _cursor = new(channels.Select(channel => KeyValuePair.Create(channel, position)));
    }

    public string Name { get; }

    /// <summary>Called with each thing that it is told, after that was written down.</summary>
    public Action<Sighting>? Told { get; set; }

    /// <summary>Whether it has been told anything.</summary>
    public bool IsTold { get; private set; }

    /// <summary>Whether it has been told all that was published to its channels.</summary>
    public bool IsAtEnd => _cursor.All(at =>
        _history.Ends.TryGetValue(at.Key, out Stamp end) && Position.TryParse(at.Value, out Position position) && position.Kind == PositionKind.Stamp && position.Stamp >= end);

    /// <summary>Follows its channels until the connection ends or is cut.</summary>
    public async Task<Connection> ConnectAsync(ITransport transport, Uri gateway, CancellationToken cut, CursorKind kind = CursorKind.Own)
    {
        var connection = new Connection(Name, ++_connections, transport.Name, gateway.Authority, new Dictionary<string, string>(_cursor), _history.Now) { CursorKind = kind };
        try
        {
            await transport.FollowAsync(gateway, new Listener(connection, See(connection)), cut);
        }
        catch (Exception error) when (error is OperationCanceledException or HttpRequestException or IOException or WebSocketException or SocketException)
        {
            // Cut, or the gateway is gone: the next connection goes on from here.
        }

        connection.End(_history.Now);
        _history.Add(connection);
        return connection;
    }

    private Action<SightingKind, string, Stamp, string?> See(Connection connection) => (kind, channel, stamp, data) =>
    {
        var sighting = new Sighting(_history.Now, kind, channel, stamp, data is null ? default : Content.Read(data));
        connection.See(sighting);
        _cursor[channel] = stamp.ToString();
        IsTold = true;
        Told?.Invoke(sighting);
    };
}
