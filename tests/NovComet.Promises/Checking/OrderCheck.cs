using NovComet.Channels;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

/// <summary>P3: messages of a channel arrive in the order of their stamps, and stamps are in the order in which messages were published.</summary>
internal static class OrderCheck
{
    public static IEnumerable<Breach> Check(History history) => history.Connections.SelectMany(CheckConnection).Concat(CheckStamps(history));

    private static IEnumerable<Breach> CheckConnection(Connection connection)
    {
        var last = new Dictionary<string, Stamp>();
        foreach (Sighting sighting in connection.Sightings)
        {
            if (sighting.Kind == SightingKind.Cursor) continue;
            if (sighting.Kind == SightingKind.Gap)
            {
                // The channel may have begun another life, whose stamps are its own.
                last[sighting.Channel] = sighting.Stamp;
                continue;
            }

            if (last.TryGetValue(sighting.Channel, out Stamp before) && sighting.Stamp < before)
                yield return new Breach("P3", $"{connection}: {sighting.Kind} {sighting.Stamp} of '{sighting.Channel}' came after {before}");
            last[sighting.Channel] = sighting.Stamp;
        }
    }

    /// <summary>Whoever begins to publish after another message was acknowledged gets a later stamp.</summary>
    private static IEnumerable<Breach> CheckStamps(History history)
    {
        foreach (IGrouping<string, Publication> channel in history.Publications.Where(publication => publication.Stamp is not null).GroupBy(publication => publication.Channel))
        {
            Publication[] ended = [.. channel.OrderBy(publication => publication.Ended)];
            int done = 0;
            Publication? latest = null;
            foreach (Publication begun in channel.OrderBy(publication => publication.Begun))
            {
                for (; done < ended.Length && ended[done].Ended < begun.Begun; done++)
                {
                    if (latest is null || ended[done].Stamp > latest.Stamp) latest = ended[done];
                }

                if (latest is not null && begun.Stamp <= latest.Stamp)
                    yield return new Breach("P3", $"{begun} got stamp {begun.Stamp}, though {latest} had been acknowledged with {latest.Stamp} before it began");
            }
        }
    }
}
