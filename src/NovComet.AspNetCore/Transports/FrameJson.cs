using System.Buffers;
using System.Text.Json;
using NovComet.Channels;

namespace NovComet.AspNetCore.Transports;

/// <summary>The frames of a server besides its events.</summary>
internal static class FrameJson
{
    /// <summary><c>{"cursor":{"a":S}}</c>: where the client stands.</summary>
    public static byte[] Cursor(Cursor cursor) => Write(json =>
    {
        json.WriteStartObject("cursor"u8);
        foreach ((ChannelName channel, Position position) in cursor) EventJson.WriteStamp(json, channel.Value, position.Stamp);
        json.WriteEndObject();
    });

    /// <summary><c>{"ack":1,"stamp":S}</c>: a publish was done.</summary>
    /// <param name="id">The client's id of it, as JSON.</param>
    /// <param name="stamp">The stamp that the channel got.</param>
    public static byte[] Ack(byte[] id, Stamp stamp) => Write(json =>
    {
        json.WritePropertyName("ack"u8);
        json.WriteRawValue(id, skipInputValidation: true);
        EventJson.WriteStamp(json, "stamp", stamp);
    });

    /// <summary><c>{"error":"sentence","id":1}</c>: a frame was not done.</summary>
    /// <param name="sentence">What to change.</param>
    /// <param name="id">The client's id of the frame, as JSON; null where it gave none.</param>
    public static byte[] Error(string sentence, byte[]? id = null) => Write(json =>
    {
        json.WriteString("error"u8, sentence);
        if (id is null) return;
        json.WritePropertyName("id"u8);
        json.WriteRawValue(id, skipInputValidation: true);
    });

    /// <summary><c>{"retry":2500}</c>: when to connect again.</summary>
    public static byte[] Retry(TimeSpan after) => Write(json => json.WriteNumber("retry"u8, (int)after.TotalMilliseconds));

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(64);
        using var json = new Utf8JsonWriter(buffer, EventJson.Options);
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
