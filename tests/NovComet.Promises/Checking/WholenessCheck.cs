using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

/// <summary>P5: a message arrives whole or not at all, and only if it was published.</summary>
internal static class WholenessCheck
{
    public static IEnumerable<Breach> Check(History history)
    {
        var published = history.Publications.Select(publication => (publication.Channel, publication.Content)).ToHashSet();
        foreach (Connection connection in history.Connections)
        {
            foreach (Sighting sighting in connection.Sightings)
            {
                if (sighting.Kind != SightingKind.Message) continue;
                if (!sighting.Content.IsWhole)
                    yield return new Breach("P5", $"{connection}: message {sighting.Stamp} of '{sighting.Channel}' is not whole: {sighting.Content}");
                else if (!published.Contains((sighting.Channel, sighting.Content)))
                    yield return new Breach("P5", $"{connection}: message {sighting.Stamp} of '{sighting.Channel}', {sighting.Content}, was never published there");
            }
        }
    }
}
