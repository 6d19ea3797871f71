using System.Text.Json;
using NovComet.Channels;

namespace NovComet.Promises.Clients;

/// <summary>One long-poll.</summary>
internal sealed class LongPolling(HttpClient http) : ITransport
{
    public string Name => "long-poll";

    public async Task FollowAsync(Uri gateway, Listener listener, CancellationToken cut)
    {
        using HttpResponseMessage answer = await http.GetAsync(new Uri(gateway, "/comet?" + listener.Query), cut);
        string text = await answer.Content.ReadAsStringAsync(cut);
        listener.Answered((int)answer.StatusCode);
        if (!answer.IsSuccessStatusCode) return;

        using var json = JsonDocument.Parse(text);
        HashSet<string> gaps = [.. Members(json, "g", array => array.EnumerateArray().Select(name => name.GetString()!))];
        foreach (JsonProperty change in Members(json, "k", stamps => stamps.EnumerateObject()))
            Tell(listener, change.Name, Listener.StampOf(change.Value), MessagesOf(json, change.Name), gaps.Contains(change.Name));

        foreach (JsonProperty anchor in Members(json, "t", stamps => stamps.EnumerateObject())) listener.At(anchor.Name, Listener.StampOf(anchor.Value));
    }

    private static void Tell(Listener listener, string channel, Stamp stamp, JsonElement[] messages, bool isGap)
    {
        // A poll's gap has no stamp of its own: what is retained begins with the first message of the answer.
        if (isGap) listener.Gap(channel, messages.Length == 0 ? stamp : JustBefore(Listener.StampOf(messages[0].GetProperty("t"))));
        Stamp last = default;
        foreach (JsonElement message in messages)
        {
            last = Listener.StampOf(message.GetProperty("t"));
            listener.Message(channel, last, message.GetProperty("d").GetRawText());
        }

        if (last != stamp && !(isGap && messages.Length == 0)) listener.Signal(channel, stamp);
    }

    private static Stamp JustBefore(Stamp stamp) => Stamp.FromTime(stamp.ToTime().AddMicroseconds(-1));

    private static JsonElement[] MessagesOf(JsonDocument json, string channel) =>
        [.. Members(json, "m", lists => lists.TryGetProperty(channel, out JsonElement list) ? list.EnumerateArray() : Enumerable.Empty<JsonElement>())];

    private static IEnumerable<T> Members<T>(JsonDocument json, string name, Func<JsonElement, IEnumerable<T>> members) =>
        json.RootElement.TryGetProperty(name, out JsonElement value) ? members(value) : [];
}
