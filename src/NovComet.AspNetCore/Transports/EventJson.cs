using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using NovComet.Channels;

namespace NovComet.AspNetCore.Transports;

/// <summary>Events and cursors as JSON, the same on every stream: <c>{"channel":"a","stamp":S,"data":…}</c>, a gap as <c>{"gap":"a","stamp":S}</c>.</summary>
internal static class EventJson
{
    /// <summary>Answers are never part of an HTML page: only what JSON itself asks for is escaped.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // One object for the life of the process: events remember by it what they were encoded to.
    private static readonly Func<ChannelEvent, byte[]> s_encode = told => Encode(told.Channel, told);

    /// <summary>An event, encoded once however many it goes to.</summary>
    /// <param name="name">What the subscriber calls the channel.</param>
    /// <param name="told">The event.</param>
    public static byte[] Of(ChannelName name, ChannelEvent told) => name == told.Channel ? told.EncodedBy(s_encode) : Encode(name, told);

    /// <summary>A stamp, or an anchor, as a member of an object.</summary>
    public static void WriteStamp(Utf8JsonWriter json, string name, Stamp stamp)
    {
        Span<byte> digits = stackalloc byte[Stamp.MaxLength];
        stamp.TryFormat(digits, out int length, default, null);
        json.WritePropertyName(name);
        json.WriteRawValue(digits[..length], skipInputValidation: true);
    }

    private static byte[] Encode(ChannelName name, ChannelEvent told)
    {
        var buffer = new ArrayBufferWriter<byte>(64 + told.Json.Length);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        json.WriteString(told.Kind == EventKind.Gap ? "gap"u8 : "channel"u8, name.Value);
        WriteStamp(json, "stamp", told.Stamp);
        if (told.Kind == EventKind.Message)
        {
            json.WritePropertyName("data"u8);
            json.WriteRawValue(told.Json.Span, skipInputValidation: true);
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
