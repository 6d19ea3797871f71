namespace NovComet.Channels;

/// <summary>The ways in which a subscriber can say where it stands on a channel.</summary>
public enum PositionKind
{
    /// <summary>From now on.</summary>
    Now,

    /// <summary>By a stamp that we issued: on the wire, a number with a fraction.</summary>
    Stamp,

    /// <summary>By a reading of its own clock: on the wire, a whole number of seconds.</summary>
    Clock,

    /// <summary>By a number of retained messages: on the wire, a negative whole number.</summary>
    Last,

    /// <summary>At the first retained message: on the wire, <c>earliest</c>.</summary>
    Earliest,
}
