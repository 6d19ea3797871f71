using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

/// <summary>P12: nobody waits for a slow subscriber.</summary>
internal static class DelayCheck
{
    /// <param name="history">The history.</param>
    /// <param name="slow">The one who is slow by its own fault.</param>
    /// <param name="limit">The longest that a message may take from its acknowledgement to a subscriber that was connected before it.</param>
    public static IEnumerable<Breach> Check(History history, string slow, TimeSpan limit)
    {
        var acknowledged = history.Publications
            .Where(publication => publication.Ended is not null && publication.Stamp is not null)
            .ToDictionary(publication => (publication.Channel, publication.Content));
        foreach (Connection connection in history.Connections.Where(connection => connection.Subscriber != slow))
        {
            foreach (Sighting sighting in connection.Sightings)
            {
                if (sighting.Kind != SightingKind.Message || !acknowledged.TryGetValue((sighting.Channel, sighting.Content), out Publication? publication)) continue;
                TimeSpan delay = sighting.At - publication.Ended!.Value;
                if (publication.Begun > connection.Begun && delay > limit)
                    yield return new Breach("P12", $"{connection}: {publication} came {delay} after it was acknowledged");
            }
        }
    }
}
