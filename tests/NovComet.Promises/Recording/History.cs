using System.Collections.Concurrent;
using System.Diagnostics;
using NovComet.Channels;

namespace NovComet.Promises.Recording;

/// <summary>What publishers did and subscribers saw, on one clock. Many write at a time; checkers read when all is over.</summary>
/// <param name="retention">How many messages of a channel are retained.</param>
internal sealed class History(int retention)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly ConcurrentQueue<Publication> _publications = new();
    private readonly ConcurrentQueue<Connection> _connections = new();
    private readonly ConcurrentDictionary<string, Stamp> _ends = new();
    private readonly ConcurrentQueue<FinalLog> _logs = new();

    public int Retention => retention;

    public IReadOnlyCollection<Publication> Publications => _publications;

    public IReadOnlyCollection<Connection> Connections => _connections;

    /// <summary>The channels to which nothing more is published, and their last stamps.</summary>
    public IReadOnlyDictionary<string, Stamp> Ends => _ends;

    public IReadOnlyCollection<FinalLog> Logs => _logs;

    public TimeSpan Now => Stopwatch.GetElapsedTime(_started);

    /// <summary>When it was, by the machine's steady clock, which all processes share.</summary>
    public TimeSpan TimeOf(long timestamp) => Stopwatch.GetElapsedTime(_started, timestamp);

    /// <summary>Writes down that somebody is about to publish.</summary>
    public Publication Intend(string channel, string writer, long serial)
    {
        var publication = new Publication(channel, writer, serial, Now);
        _publications.Enqueue(publication);
        return publication;
    }

    public void Add(Publication publication) => _publications.Enqueue(publication);

    public void Add(Connection connection) => _connections.Enqueue(connection);

    public void Add(FinalLog log) => _logs.Enqueue(log);

    /// <summary>Writes down that nothing more is published to a channel.</summary>
    public void End(string channel, Stamp last) => _ends[channel] = last;
}
