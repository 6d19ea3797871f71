using NovComet.Channels;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

/// <summary>P8: what is said names a channel that the subscriber is on, and a gap is said only where messages that the subscriber has not may have been trimmed away.</summary>
internal static class GapCheck
{
    public static IEnumerable<Breach> Check(History history)
    {
        Dictionary<string, Channel> channels = history.Publications
            .Where(publication => publication.Refusal is null)
            .GroupBy(publication => publication.Channel)
            .ToDictionary(all => all.Key, all => new Channel(all, history.Retention));
        foreach (Connection connection in history.Connections)
        {
            var has = connection.Cursor.ToDictionary(at => at.Key, at => Walk.StartOf(at.Value));
            foreach (Sighting sighting in connection.Sightings)
            {
                if (!has.TryGetValue(sighting.Channel, out Stamp? before))
                {
                    yield return new Breach("P8", $"{connection}: {sighting.Kind} of '{sighting.Channel}', which it did not subscribe to");
                    continue;
                }

                has[sighting.Channel] = sighting.Stamp;
                if (sighting.Kind != SightingKind.Gap || connection.CursorKind == CursorKind.Foreign) continue;
                if (!channels.TryGetValue(sighting.Channel, out Channel? channel) || !channel.MayHaveTrimmed(before, sighting.At))
                    yield return new Breach("P8", $"{connection}: a gap of '{sighting.Channel}' to {sighting.Stamp}, though all after {before} was retained");
            }
        }
    }

    private sealed class Channel(IEnumerable<Publication> all, int retention)
    {
        private readonly Publication[] _published = [.. all.Where(publication => publication.Stamp is not null).OrderBy(publication => publication.Stamp)];
        private readonly Publication[] _inDoubt = [.. all.Where(publication => publication.IsInDoubt)];

        /// <summary>One more than what is retained must have come after the cursor, for the first of it to be trimmed away.</summary>
        public bool MayHaveTrimmed(Stamp? before, TimeSpan at) =>
            _published.Skip(FirstAfter(before)).Concat(_inDoubt).Where(publication => publication.Begun <= at).Skip(retention).Any();

        private int FirstAfter(Stamp? stamp)
        {
            (int low, int high) = (0, _published.Length);
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (stamp is null || _published[middle].Stamp > stamp) high = middle;
                else low = middle + 1;
            }

            return low;
        }
    }
}
