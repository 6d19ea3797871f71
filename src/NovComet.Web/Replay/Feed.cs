using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using NovComet.Channels;

namespace NovComet.Web.Replay;

/// <summary>Reads recorded feeds. A line that is not an event is a mistake in the recording, and is named.</summary>
internal static partial class Feed
{
    private const double LongestSeconds = 366 * 24 * 60 * 60;

    /// <summary>Reads a recording, in the order of its times.</summary>
    /// <exception cref="InvalidDataException">A line is not an event; the message says which, and why.</exception>
    public static IReadOnlyList<FeedEvent> Read(string path)
    {
        List<FeedEvent> events = [];
        int line = 0;
        foreach (string text in File.ReadLines(path))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text)) continue;
            if (!TryParse(text, out FeedEvent? parsed, out string? mistake)) throw new InvalidDataException($"{path}, line {line}: {mistake}");
            events.Add(parsed);
        }

        if (events.Count == 0) throw new InvalidDataException($"{path} has no events.");
        return [.. events.OrderBy(e => e.At)];
    }

    private static bool TryParse(
        string text,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out FeedEvent? parsed,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? mistake)
    {
        parsed = null;
        Line? line;
        try
        {
            line = JsonSerializer.Deserialize(text, FeedJson.Default.Line);
        }
        catch (JsonException error)
        {
            mistake = $"this is not a JSON object: {error.Message}";
            return false;
        }

        if (line?.At is not (>= 0 and <= LongestSeconds))
        {
            mistake = "'at' has to be a number of seconds since the start, from 0.";
            return false;
        }

        if (!ChannelName.TryParse(line.Channel, out ChannelName channel, out mistake)) return false;
        parsed = new FeedEvent(TimeSpan.FromSeconds(line.At.Value), channel, ContentOf(line.Data));
        return true;
    }

    private static MessageContent? ContentOf(JsonElement data) =>
        data.ValueKind == JsonValueKind.Undefined ? null : MessageContent.Parse(JsonMarshal.GetRawUtf8Value(data));

    internal sealed record Line(
        [property: JsonPropertyName("at")] double? At,
        [property: JsonPropertyName("channel")] string? Channel,
        [property: JsonPropertyName("data")] JsonElement Data);

    [JsonSerializable(typeof(Line))]
    internal sealed partial class FeedJson : JsonSerializerContext;
}
