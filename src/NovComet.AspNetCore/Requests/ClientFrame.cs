using System.Runtime.InteropServices;
using System.Text.Json;
using NovComet.Channels;

namespace NovComet.AspNetCore.Requests;

/// <summary>
/// A frame as clients send it: <c>{"subscribe":{"a":0}}</c>, <c>{"unsubscribe":["a"]}</c>, <c>{"publish":"a","data":…,"id":1}</c>. Members that
/// are not known are passed over.
/// </summary>
internal sealed class ClientFrame
{
    private const string Usage = "The frame asks nothing: send {\"subscribe\":{\"news\":0}}, {\"unsubscribe\":[\"news\"]} or {\"publish\":\"news\",\"data\":\"hello\",\"id\":1}.";
    private const int MostIdBytes = 64;

    // More than any setting allows; a frame has room for more.
    private const int MostChannels = 1000;
    private const string TooManyChannels = "The frame names too many channels: name at most 1000 at a time.";

    private readonly List<ChannelPosition> _subscribe = [];
    private readonly List<ChannelName> _unsubscribe = [];
    private Cursor? _cursor;

    /// <summary>The client's id of the frame, as JSON; null where it gave none.</summary>
    public byte[]? Id { get; private set; }

    /// <summary>The channels to add, and where the client stands.</summary>
    public Cursor Subscribe => _cursor ??= new Cursor(CollectionsMarshal.AsSpan(_subscribe));

    /// <summary>The channels to leave.</summary>
    public IReadOnlyList<ChannelName> Unsubscribe => _unsubscribe;

    /// <summary>The channel to publish to; null where it is not a publish.</summary>
    public ChannelName? Publish { get; private set; }

    /// <summary>The message; null where a signal is published.</summary>
    public MessageDraft? Draft { get; private set; }

    /// <summary>The first mistake, as a sentence; null where there is none.</summary>
    public string? Mistake { get; private set; }

    public static ClientFrame Read(ReadOnlyMemory<byte> text)
    {
        var frame = new ClientFrame();
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind == JsonValueKind.Object) frame.Read(json.RootElement);
            else frame.Mistake = Usage;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The second: half a surrogate pair in a name.
            frame.Mistake = $"The frame is not JSON: {error.Message}";
        }

        return frame;
    }

    private void Read(JsonElement frame)
    {
        ReadId(frame);
        bool hasAny = ReadSubscribe(frame) | ReadUnsubscribe(frame) | ReadPublish(frame);
        if (!hasAny) Mistake ??= Usage;
    }

    private void ReadId(JsonElement frame)
    {
        if (!frame.TryGetProperty("id"u8, out JsonElement id)) return;
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8Value(id);
        if (id.ValueKind is JsonValueKind.Number or JsonValueKind.String && raw.Length <= MostIdBytes) Id = raw.ToArray();
        else Mistake = "A frame's id is a number or a short string.";
    }

    private bool ReadSubscribe(JsonElement frame)
    {
        if (!frame.TryGetProperty("subscribe"u8, out JsonElement subscribe)) return false;
        if (subscribe.ValueKind != JsonValueKind.Object)
        {
            Mistake ??= "Write what to subscribe to as an object, such as {\"subscribe\":{\"news\":0}}.";
            return true;
        }

        foreach (JsonProperty channel in subscribe.EnumerateObject())
        {
            if (_subscribe.Count == MostChannels) Mistake ??= TooManyChannels;
            else if (!ChannelName.TryParse(channel.Name, out ChannelName name, out string? mistake)) Mistake ??= mistake;
            else if (!TryReadPosition(channel.Value, out Position position)) Mistake ??= PositionMistake.Of(channel.Name);
            else _subscribe.Add(new ChannelPosition(name, position));
        }

        return true;
    }

    private bool ReadUnsubscribe(JsonElement frame)
    {
        if (!frame.TryGetProperty("unsubscribe"u8, out JsonElement unsubscribe)) return false;
        if (unsubscribe.ValueKind != JsonValueKind.Array)
        {
            Mistake ??= "Write what to unsubscribe from as a list, such as {\"unsubscribe\":[\"news\"]}.";
            return true;
        }

        foreach (JsonElement channel in unsubscribe.EnumerateArray())
        {
            if (_unsubscribe.Count == MostChannels) Mistake ??= TooManyChannels;
            else if (!ChannelName.TryParse(TextOf(channel), out ChannelName name, out string? mistake)) Mistake ??= mistake;
            else _unsubscribe.Add(name);
        }

        return true;
    }

    private bool ReadPublish(JsonElement frame)
    {
        if (!frame.TryGetProperty("publish"u8, out JsonElement publish)) return false;
        if (!ChannelName.TryParse(TextOf(publish), out ChannelName name, out string? mistake)) Mistake ??= mistake;
        Publish = name;
        string? key = OptionalText(frame, "key"u8);
        string? except = OptionalText(frame, "except"u8);
        if (key is not null && !PublishSettings.IsKey(key)) Mistake ??= PublishSettings.KeyMistake;
        if (except is not null && !SessionId.IsValid(except)) Mistake ??= PublishSettings.ExceptMistake;
        if (Mistake is not null || !frame.TryGetProperty("data"u8, out JsonElement data)) return true;
        if (!MessageContent.TryParse(JsonMarshal.GetRawUtf8Value(data), out MessageContent content, out mistake)) Mistake = mistake;
        Draft = new MessageDraft(content, key, except is null ? null : SessionId.HashOf(except));
        return true;
    }

    private static string? TextOf(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString() : null;

    // What is there but not a text is a mistake, as an empty text is.
    private static string? OptionalText(JsonElement frame, ReadOnlySpan<byte> name) =>
        frame.TryGetProperty(name, out JsonElement json) ? TextOf(json) ?? "" : null;

    private static bool TryReadPosition(JsonElement json, out Position position)
    {
        position = default;
        return json.ValueKind is JsonValueKind.Number or JsonValueKind.String
            && Position.TryParse(json.ValueKind == JsonValueKind.String ? json.GetString() : json.GetRawText(), out position);
    }
}
