using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

/// <summary>P10: a cursor that is garbage gets 400, one from which the retained messages do not reach forward gets a gap, and none hangs.</summary>
internal static class CursorCheck
{
    public static IEnumerable<Breach> Check(History history, TimeSpan limit)
    {
        foreach (Connection connection in history.Connections)
        {
            string cursor = string.Join(", ", connection.Cursor.Select(at => $"{at.Key} at {at.Value}"));
            switch (connection.CursorKind)
            {
                case CursorKind.Garbage when connection.Status != 400:
                    yield return new Breach("P10", $"{connection}: garbage ({cursor}) was answered with {connection.Status?.ToString() ?? "nothing"}");
                    break;
                case CursorKind.Foreign:
                    // A stream says its cursor first.
                    Sighting? first = connection.Sightings.Cast<Sighting?>().FirstOrDefault(sighting => sighting!.Value.Kind != SightingKind.Cursor);
                    if (first is not { Kind: SightingKind.Gap } gap)
                        yield return new Breach("P10", $"{connection}: {cursor} cannot be gone on from, and was answered with {first?.Kind.ToString() ?? "nothing"} instead of a gap");
                    else if (gap.At - connection.Begun > limit)
                        yield return new Breach("P10", $"{connection}: the gap for {cursor} took {gap.At - connection.Begun}");
                    break;
            }
        }
    }
}
