using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

/// <summary>How much a history has: a run in which nothing happened proves nothing.</summary>
internal static class Summary
{
    public static string Of(History history)
    {
        var sightings = history.Connections.SelectMany(connection => connection.Sightings).CountBy(sighting => sighting.Kind).ToDictionary();
        string transports = string.Join(", ", history.Connections.CountBy(connection => connection.Transport).Select(transport => $"{transport.Value} by {transport.Key}"));
        return FormattableString.Invariant(
            $"{history.Now.TotalSeconds:0.0} s: {history.Publications.Count} publications, {history.Publications.Count(publication => publication.Stamp is not null)} acknowledged, {history.Publications.Count(publication => publication.Refusal is not null)} refused; {history.Connections.Count} connections ({transports}), {sightings.GetValueOrDefault(SightingKind.Message)} messages, {sightings.GetValueOrDefault(SightingKind.Gap)} gaps, {sightings.GetValueOrDefault(SightingKind.Cursor)} cursors seen");
    }
}
