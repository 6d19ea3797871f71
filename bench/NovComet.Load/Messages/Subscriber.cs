using System.Net;
using NovComet.Load.Connections;
using NovComet.Load.Messages.Wires;

namespace NovComet.Load.Messages;

/// <summary>One subscriber's connection, and how far its wire has come.</summary>
internal sealed class Subscriber(int number, IPEndPoint server) : LoopbackConnection(number, server)
{
    /// <summary>What is left of the chunk that is being received.</summary>
    public ChunkedText Chunks { get; } = new();

    public int Number { get; } = number;

    /// <summary>The answer's head was received.</summary>
    public bool IsOpen { get; set; }

    /// <summary>The server has said that it knows the subscriber: from here on every message must come.</summary>
    public bool IsReady { get; set; }

    /// <summary>The stamp up to which it has seen its channel, where it says that itself; 0: from now on.</summary>
    public long Stamp { get; set; }

    /// <summary>What a server gave it to be known by, where one does.</summary>
    public string Token { get; set; } = "";
}
