using System.Buffers;
using System.Text.Json;

namespace NovComet.Channels;

/// <summary>JSON as text on one line.</summary>
internal static class JsonText
{
    /// <summary>Checks JSON, and takes away the white space between its parts. What is inside strings and numbers stays as it is.</summary>
    /// <exception cref="JsonException">It is not one JSON value.</exception>
    public static byte[] Compact(ReadOnlySpan<byte> json)
    {
        // A writer does not start at 0 bytes, which the reader has to refuse.
        var compact = new ArrayBufferWriter<byte>(Math.Max(json.Length, 1));
        var reader = new Utf8JsonReader(json);
        bool isFirst = true;
        while (reader.Read())
        {
            if (!isFirst && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray)) compact.Write(","u8);
            isFirst = Write(compact, ref reader);
        }

        return compact.WrittenSpan.ToArray();
    }

    /// <summary>Text, as a JSON string.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> text)
    {
        var buffer = new ArrayBufferWriter<byte>(text.Length + 16);
        using var json = new Utf8JsonWriter(buffer, s_plain);
        json.WriteStringValue(text);
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    // Content is never written into HTML by us: only what JSON itself asks for is escaped.
    private static readonly JsonWriterOptions s_plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>Whether what comes next is the first of its kind, so that no comma stands before it.</returns>
    private static bool Write(ArrayBufferWriter<byte> compact, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                compact.Write(reader.ValueSpan);
                return true;
            case JsonTokenType.PropertyName:
                WriteString(compact, reader.ValueSpan);
                compact.Write(":"u8);
                return true;
            case JsonTokenType.String:
                WriteString(compact, reader.ValueSpan);
                return false;
            default:
                compact.Write(reader.ValueSpan);
                return false;
        }
    }

    private static void WriteString(ArrayBufferWriter<byte> compact, ReadOnlySpan<byte> escaped)
    {
        compact.Write("\""u8);
        compact.Write(escaped);
        compact.Write("\""u8);
    }
}
