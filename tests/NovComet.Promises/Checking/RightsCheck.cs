using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

/// <summary>P13: nobody is told anything of a channel to which it has no right, whatever cursor it sends: not live, not from what is retained, not by a gap.</summary>
internal static class RightsCheck
{
    /// <param name="history">The history.</param>
    /// <param name="isAllowed">Whether a subscriber has the right to a channel at a time; null around the moment when that changes.</param>
    public static IEnumerable<Breach> Check(History history, Func<string, string, TimeSpan, bool?> isAllowed)
    {
        foreach (Connection connection in history.Connections)
        {
            foreach (Sighting sighting in connection.Sightings)
            {
                if (isAllowed(connection.Subscriber, sighting.Channel, sighting.At) == false)
                    yield return new Breach("P13", $"{connection}: {sighting.Kind} {sighting.Stamp} of '{sighting.Channel}' without the right to it");
            }

            bool isRefused = connection.Status is >= 400 and not 503;
            if (isRefused && connection.CursorKind == CursorKind.Own && connection.Cursor.Keys.All(channel => isAllowed(connection.Subscriber, channel, connection.Begun) == true))
                yield return new Breach("P13", $"{connection}: refused with {connection.Status}, though it has the right to all of its channels");
        }
    }
}
