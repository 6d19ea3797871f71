using NovComet.Channels;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

/// <summary>P4: within a connection nothing that was there is passed over, unless a gap is announced first.</summary>
internal static class HoleCheck
{
    public static IEnumerable<Breach> Check(History history, KnownMessages known)
    {
        foreach (Connection connection in history.Connections)
        {
            foreach ((string channel, string position) in connection.Cursor)
            {
                var walk = new Walk(known, channel, Walk.StartOf(position));
                foreach (Sighting sighting in connection.Sightings.Where(sighting => sighting.Channel == channel))
                {
                    Stamp? before = walk.Position;
                    ReadOnlySpan<Stamp> missed = walk.Take(sighting);
                    if (missed.Length > 0) yield return Of(connection, sighting, before, missed);
                }
            }
        }
    }

    private static Breach Of(Connection connection, Sighting sighting, Stamp? before, ReadOnlySpan<Stamp> missed) => new(
        "P4",
        $"{connection}: {sighting.Kind} {sighting.Stamp} of '{sighting.Channel}' came after {before}; {missed.Length} messages between them did not, the first is {missed[0]}");
}
