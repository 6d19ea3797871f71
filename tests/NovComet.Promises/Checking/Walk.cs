using NovComet.Channels;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

/// <summary>Goes along what a subscriber was told of one channel, and stops at each hole: a message that was there, and was passed over without a gap.</summary>
internal sealed class Walk(KnownMessages known, string channel, Stamp? start)
{
    /// <summary>How far the subscriber is; null while nobody knows where it began.</summary>
    public Stamp? Position { get; private set; } = start;

    /// <summary>Where a connection begins that was given this position.</summary>
    public static Stamp? StartOf(string position) =>
        Channels.Position.TryParse(position, out Position parsed) && parsed.Kind == PositionKind.Stamp ? parsed.Stamp : null;

    /// <summary>Takes the next sighting.</summary>
    /// <returns>What was missed before it; empty where nothing was.</returns>
    public ReadOnlySpan<Stamp> Take(Sighting sighting)
    {
        Stamp? from = Position;
        if (sighting.Kind == SightingKind.Gap)
        {
            Position = sighting.Stamp;
            return [];
        }

        if (from is null || sighting.Stamp > from) Position = sighting.Stamp;
        if (from is not { } after) return [];

        // A signal, and a cursor, say that there is nothing up to and including their stamp but what was told.
        Stamp before = sighting.Kind == SightingKind.Message ? sighting.Stamp : Stamp.FromMicroseconds(sighting.Stamp.Microseconds + 1);
        return known.Between(channel, after, before);
    }
}
