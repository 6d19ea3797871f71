using System.Text.Json;
using NovComet.Channels;

namespace NovComet.Client.Subscribing;

/// <summary>The data of a block: <c>{"channel":"a","stamp":S,"data":…}</c>, without <c>data</c> for signals and gaps.</summary>
internal readonly record struct StreamEvent(EventKind Kind, string Channel, Stamp Stamp, ReadOnlyMemory<byte> Json)
{
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="InvalidDataException">It is not such an object.</exception>
    public static StreamEvent Parse(string type, ReadOnlySpan<byte> data)
    {
        try
        {
            return Read(type, data);
        }
        catch (InvalidOperationException)
        {
            // A string with half a character, or a value of another kind.
            throw Garbage();
        }
    }

    /// <param name="asked">Where the subscriber stood when it connected.</param>
    /// <param name="id">The block's id.</param>
    public CometEvent ToEvent(Cursor asked, string id) => CometEvent.OfStream(Kind, Channel, Stamp, Json, asked, id);

    private static StreamEvent Read(string type, ReadOnlySpan<byte> data)
    {
        string? channel = null;
        Stamp? stamp = null;
        byte[]? content = null;
        var reader = new Utf8JsonReader(data);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw Garbage();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isChannel = reader.ValueTextEquals("channel"u8);
            bool isStamp = reader.ValueTextEquals("stamp"u8);
            bool isData = reader.ValueTextEquals("data"u8);
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            if (isChannel) channel = reader.GetString();
            else if (isStamp) stamp = JsonStamp.Read(reader.ValueSpan);
            else reader.Skip();
            if (isData) content = data[start..(int)reader.BytesConsumed].ToArray();
        }

        EventKind kind = type is "gap" ? EventKind.Gap : content is null ? EventKind.Signal : EventKind.Message;
        return channel is not null && stamp is { } known ? new StreamEvent(kind, channel, known, content) : throw Garbage();
    }

    private static InvalidDataException Garbage() => new("The stream has an event that is not one of NovComet's.");
}
