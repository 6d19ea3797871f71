using NovComet.Channels;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

/// <summary>P9: a stream says its cursor first, then as often as was agreed; it is where the subscriber stands, neither ahead of what was told nor behind.</summary>
internal static class HeartbeatCheck
{
    public static IEnumerable<Breach> Check(History history, KnownMessages known, TimeSpan longestSilence) =>
        history.Connections.Where(IsStream).SelectMany(connection => CheckConnection(connection, known, longestSilence));

    private static bool IsStream(Connection connection) => connection.Transport != "long-poll" && connection.Sightings.Count > 0;

    private static IEnumerable<Breach> CheckConnection(Connection connection, KnownMessages known, TimeSpan longestSilence)
    {
        if (connection.Sightings[0].Kind != SightingKind.Cursor) yield return new Breach("P9", $"{connection}: it does not begin with its cursor");
        var told = new Dictionary<string, Stamp>();
        TimeSpan last = connection.Sightings[0].At;
        foreach (Sighting sighting in connection.Sightings)
        {
            if (sighting.At - last > longestSilence) yield return new Breach("P9", $"{connection}: silent for {sighting.At - last}, until {sighting.Kind} {sighting.Stamp}");
            last = sighting.At;
            if (sighting.Kind == SightingKind.Cursor && told.TryGetValue(sighting.Channel, out Stamp before))
            {
                if (sighting.Stamp < before)
                    yield return new Breach("P9", $"{connection}: the cursor of '{sighting.Channel}' is {sighting.Stamp}, behind {before}, which was told");
                else if (known.Between(sighting.Channel, before, Stamp.FromMicroseconds(sighting.Stamp.Microseconds + 1)) is { Length: > 0 } ahead)
                    yield return new Breach("P9", $"{connection}: the cursor of '{sighting.Channel}' is {sighting.Stamp}, ahead of message {ahead[0]}, which was not told");
            }

            told[sighting.Channel] = sighting.Stamp;
        }

        if (connection.Ended - last > longestSilence) yield return new Breach("P9", $"{connection}: silent for {connection.Ended - last}, until it ended");
    }
}
