namespace NovComet.Promises.Recording;

/// <summary>One connection of a subscriber, from its cursor to its end. Written by one task; read when that is over.</summary>
internal sealed class Connection(string subscriber, int number, string transport, string gateway, IReadOnlyDictionary<string, string> cursor, TimeSpan begun)
{
    private readonly List<Sighting> _sightings = [];

    public string Subscriber => subscriber;

    /// <summary>Which of the subscriber's connections it is, from 1.</summary>
    public int Number => number;

    public string Transport => transport;

    public string Gateway => gateway;

    /// <summary>The cursor that was sent: channels and positions as on the wire.</summary>
    public IReadOnlyDictionary<string, string> Cursor => cursor;

    public TimeSpan Begun => begun;

    public TimeSpan? Ended { get; private set; }

    /// <summary>The status that it was answered with; null where it was not.</summary>
    public int? Status { get; set; }

    /// <summary>What is known of the cursor that was sent, where it was not simply the subscriber's.</summary>
    public CursorKind CursorKind { get; init; }

    public IReadOnlyList<Sighting> Sightings => _sightings;

    public void See(Sighting sighting) => _sightings.Add(sighting);

    public void End(TimeSpan at) => Ended = at;

    public override string ToString() => $"{subscriber}, connection {number} ({transport} at {gateway})";
}
