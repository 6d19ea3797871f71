using NovComet.Channels;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

/// <summary>P6: no message comes twice within a connection; wherever it comes, it has the same stamp, and a stamp has one message.</summary>
internal static class DuplicateCheck
{
    public static IEnumerable<Breach> Check(History history)
    {
        var stamps = new Dictionary<(string Channel, Content Content), Stamp>();
        var contents = new Dictionary<(string Channel, Stamp Stamp), Content>();
        foreach (Publication publication in history.Publications)
        {
            if (publication.Stamp is not { } stamp) continue;
            foreach (Breach breach in Remember($"the acknowledgement of {publication}", publication.Channel, stamp, publication.Content)) yield return breach;
        }

        foreach (Connection connection in history.Connections)
        {
            var seen = new HashSet<(string, Stamp)>();
            foreach (Sighting sighting in connection.Sightings)
            {
                if (sighting.Kind != SightingKind.Message) continue;
                if (!seen.Add((sighting.Channel, sighting.Stamp)))
                    yield return new Breach("P6", $"{connection}: message {sighting.Stamp} of '{sighting.Channel}' came twice");
                if (!sighting.Content.IsWhole) continue;
                foreach (Breach breach in Remember($"{connection}", sighting.Channel, sighting.Stamp, sighting.Content)) yield return breach;
            }
        }

        IEnumerable<Breach> Remember(string by, string channel, Stamp stamp, Content content)
        {
            if (!stamps.TryAdd((channel, content), stamp) && stamps[(channel, content)] != stamp)
                yield return new Breach("P6", $"{by}: {content} of '{channel}' has stamp {stamp}, elsewhere {stamps[(channel, content)]}");
            if (!contents.TryAdd((channel, stamp), content) && contents[(channel, stamp)] != content)
                yield return new Breach("P6", $"{by}: stamp {stamp} of '{channel}' is {content}, elsewhere {contents[(channel, stamp)]}");
        }
    }
}
