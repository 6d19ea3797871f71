using NovComet.Channels;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

/// <summary>P7: over all its connections together, on whatever transport and gateway, a subscriber misses nothing without a gap, and gets to the end.</summary>
internal static class ResumeCheck
{
    public static IEnumerable<Breach> Check(History history, KnownMessages known) =>
        from own in history.Connections.Where(connection => connection.CursorKind == CursorKind.Own).GroupBy(connection => connection.Subscriber)
        let connections = own.OrderBy(connection => connection.Number).ToArray()
        from channel in connections.SelectMany(connection => connection.Cursor.Keys).Distinct()
        from breach in CheckChannel(history, known, connections, channel)
        select breach;

    private static List<Breach> CheckChannel(History history, KnownMessages known, Connection[] connections, string channel)
    {
        var breaches = new List<Breach>();
        var walk = new Walk(known, channel, connections[0].Cursor.TryGetValue(channel, out string? first) ? Walk.StartOf(first) : null);
        foreach (Connection connection in connections)
        {
            if (!connection.Cursor.TryGetValue(channel, out string? sent)) continue;
            if (Walk.StartOf(sent) > walk.Position)
                breaches.Add(new Breach("P7", $"{connection}: it went on from {sent} of '{channel}', though it had been told no further than {walk.Position}"));
            foreach (Sighting sighting in connection.Sightings.Where(sighting => sighting.Channel == channel))
            {
                Stamp? before = walk.Position;
                ReadOnlySpan<Stamp> missed = walk.Take(sighting);
                if (missed.Length > 0)
                    breaches.Add(new Breach("P7", $"{connection}: sent {sent}, told {sighting.Kind} {sighting.Stamp} of '{channel}' after {before}; {missed.Length} messages between them are lost, the first is {missed[0]}"));
            }
        }

        if (history.Ends.TryGetValue(channel, out Stamp end) && !(walk.Position >= end))
            breaches.Add(new Breach("P7", $"{connections[^1].Subscriber} never got further than {walk.Position} of '{channel}', which ended at {end}"));
        return breaches;
    }
}
