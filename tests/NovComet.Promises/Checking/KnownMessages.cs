using NovComet.Channels;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

/// <summary>The messages that were there: those that were acknowledged, and those in doubt that somebody has seen.</summary>
internal sealed class KnownMessages
{
    private readonly Dictionary<string, List<Stamp>> _stamps = [];

    public KnownMessages(History history)
    {
        foreach (Publication publication in history.Publications)
        {
            if (publication.Stamp is { } stamp) Of(publication.Channel).Add(stamp);
        }

        foreach (Sighting sighting in history.Connections.SelectMany(connection => connection.Sightings))
        {
            if (sighting.Kind == SightingKind.Message) Of(sighting.Channel).Add(sighting.Stamp);
        }

        foreach (string channel in _stamps.Keys) _stamps[channel] = [.. _stamps[channel].Distinct().Order()];
    }

    /// <summary>The messages after a stamp and before another, in order.</summary>
    public ReadOnlySpan<Stamp> Between(string channel, Stamp after, Stamp before)
    {
        ReadOnlySpan<Stamp> all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(Of(channel));
        int first = Place(all, after, isAfter: true);
        int end = Place(all, before, isAfter: false);
        return end > first ? all[first..end] : [];
    }

    public bool Has(string channel, Stamp stamp) => Of(channel).BinarySearch(stamp) >= 0;

    private List<Stamp> Of(string channel)
    {
        if (!_stamps.TryGetValue(channel, out List<Stamp>? stamps)) _stamps[channel] = stamps = [];
        return stamps;
    }

    private static int Place(ReadOnlySpan<Stamp> all, Stamp stamp, bool isAfter)
    {
        int found = all.BinarySearch(stamp);
        if (found < 0) return ~found;
        return isAfter ? found + 1 : found;
    }
}
