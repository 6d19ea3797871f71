using NovComet.Channels;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

/// <summary>Histories made up to show what a checker lets pass and what it does not. A millisecond passes with each step; stamps are small numbers.</summary>
internal sealed class MadeUp(int retention = 100)
{
    private const string Only = "a";
    private int _steps;

    public History History { get; } = new(retention);

    public static Stamp At(long stamp) => Stamp.FromMicroseconds(stamp);

    /// <summary>Message n of writer w, acknowledged with stamp n, for each n.</summary>
    public MadeUp Published(params ReadOnlySpan<long> stamps)
    {
        foreach (long stamp in stamps) Begun(stamp).Acknowledge(At(stamp), Step());
        return this;
    }

    public Publication Begun(long serial, string writer = "w")
    {
        var publication = new Publication(Only, writer, serial, Step());
        History.Add(publication);
        return publication;
    }

    public MadeUp Ended(long stamp)
    {
        History.End(Only, At(stamp));
        return this;
    }

    public MadeUp Kept(long from, params ReadOnlySpan<long> stamps)
    {
        Dictionary<Stamp, Content> messages = [];
        foreach (long stamp in stamps) messages[At(stamp)] = new Content("w", stamp);
        History.Add(new FinalLog(Only, At(from), messages));
        return this;
    }

    /// <summary>A connection of subscriber s.</summary>
    /// <param name="from">The stamp of its cursor, or another position.</param>
    /// <param name="sees">What it is told.</param>
    public MadeUp Connected(string from, Func<Telling, Telling> sees) => Connected(from, CursorKind.Own, sees);

    public MadeUp Connected(string from, CursorKind kind, Func<Telling, Telling> sees, string transport = "sse", int? status = 200)
    {
        string position = long.TryParse(from, out long stamp) && stamp > 0 ? At(stamp).ToString() : from;
        var connection = new Connection("s", History.Connections.Count + 1, transport, "g", new Dictionary<string, string> { [Only] = position }, Step())
        {
            CursorKind = kind,
            Status = status,
        };
        sees(new Telling(this, connection));
        connection.End(Step());
        History.Add(connection);
        return this;
    }

    /// <summary>Lets time pass.</summary>
    public MadeUp Later(int seconds)
    {
        _steps += seconds * 1000;
        return this;
    }

    private TimeSpan Step() => TimeSpan.FromMilliseconds(++_steps);

    internal sealed class Telling(MadeUp history, Connection connection)
    {
        /// <summary>Message n of writer w, with stamp n, for each n.</summary>
        public Telling Messages(params ReadOnlySpan<long> stamps)
        {
            foreach (long stamp in stamps) Message(stamp, new Content("w", stamp));
            return this;
        }

        public Telling Message(long stamp, Content content) => See(SightingKind.Message, stamp, content);

        public Telling Signal(long stamp) => See(SightingKind.Signal, stamp);

        public Telling Gap(long stamp) => See(SightingKind.Gap, stamp);

        public Telling Cursor(long stamp) => See(SightingKind.Cursor, stamp);

        public Telling Later(int seconds)
        {
            history.Later(seconds);
            return this;
        }

        public Telling Of(string channel, long stamp) => See(SightingKind.Message, stamp, new Content("w", stamp), channel);

        private Telling See(SightingKind kind, long stamp, Content content = default, string channel = Only)
        {
            connection.See(new Sighting(history.Step(), kind, channel, At(stamp), content));
            return this;
        }
    }
}
