namespace NovComet.Channels;

/// <summary>
/// Whether a channel has changed for a subscriber that just came: the rules that make it lossless. Once it is registered,
/// any other stamp is a change.
/// </summary>
internal static class ChangeRules
{
    /// <summary>How far the time of a file lags the clock at most, in microseconds: kernels step file times by up to 10 ms.</summary>
    public const long FileTimeLag = 10_000;

    /// <summary>How far ahead, in microseconds, a subscriber's clock may be before it is told where the channels stand.</summary>
    public const long ToleratedLead = 5 * Stamp.Second;

    /// <summary>Compares.</summary>
    /// <param name="position">Where the subscriber stands.</param>
    /// <param name="stamp">The stamp that the channel has.</param>
    /// <param name="now">Our clock, in microseconds since the Unix epoch.</param>
    /// <param name="watched">
    /// For how long, in microseconds, whatever changes is certain to be told to this poll: the hold less one sweep. A clock that is further
    /// ahead would be past only in a later poll, which takes what happened until then for old.
    /// </param>
    public static bool HasChanged(Position position, Stamp stamp, long now, long watched) => position.Kind switch
    {
        PositionKind.Stamp => position.Stamp != stamp,
        PositionKind.Clock when IsAhead(position, now) => position.ClockMicroseconds - now > Math.Min(ToleratedLead, watched),
        PositionKind.Clock => stamp.Microseconds > position.ClockMicroseconds - FileTimeLag,
        _ => false,
    };

    /// <summary>
    /// Whether the position is a reading of a clock later than ours. It does not tell what the subscriber has seen, so whatever
    /// answer it gets has to.
    /// </summary>
    public static bool IsAhead(Position position, long now) =>
        position.Kind == PositionKind.Clock && position.ClockMicroseconds > now;
}
