using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

/// <summary>P11: what was acknowledged is there, and nothing is that was refused.</summary>
internal static class LossCheck
{
    public static IEnumerable<Breach> Check(History history)
    {
        foreach (FinalLog log in history.Logs)
        {
            var kept = log.Messages.Values.ToHashSet();
            foreach (Publication publication in history.Publications)
            {
                if (publication.Channel != log.Channel) continue;
                if (publication.Stamp is { } stamp && stamp > log.From && (!log.Messages.TryGetValue(stamp, out Content found) || found != publication.Content))
                    yield return new Breach("P11", $"{publication} was acknowledged with {stamp} and is lost");
                if (publication.Refusal is { } refusal && kept.Contains(publication.Content))
                    yield return new Breach("P11", $"{publication} was refused ({refusal}) and is there");
            }
        }

        var refused = history.Publications.Where(publication => publication.Refusal is not null).Select(publication => (publication.Channel, publication.Content)).ToHashSet();
        foreach (Connection connection in history.Connections)
        {
            foreach (Sighting sighting in connection.Sightings)
            {
                if (sighting.Kind == SightingKind.Message && refused.Contains((sighting.Channel, sighting.Content)))
                    yield return new Breach("P11", $"{connection}: {sighting.Content} of '{sighting.Channel}' came, though it was refused");
            }
        }
    }
}
