using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using NovComet.Channels;

namespace NovComet.Storage.Log;

/// <summary>One message as a line of a channel's file: <c>{"t":stamp,"d":data}</c>, between them what else is known of it.</summary>
internal readonly ref struct LogRecord
{
    // What stands around the stamp, the key, the session left out, and the content.
    private const int MostFrame = 64;

    // The record itself is a level around the content, which has as many as it is read with.
    private static readonly JsonReaderOptions s_oneLevelMore = new() { MaxDepth = 65 };

    private LogRecord(Stamp stamp, ReadOnlySpan<byte> data, string? key, string? except)
    {
        Stamp = stamp;
        Data = data;
        Key = key;
        Except = except;
    }

    public Stamp Stamp { get; }

    /// <summary>The content, byte for byte as it stands in the line.</summary>
    public ReadOnlySpan<byte> Data { get; }

    public string? Key { get; }

    public string? Except { get; }

    /// <summary>The content as JSON on one line. A program that ends its lines as on Windows may have put a carriage return into the middle.</summary>
    public byte[] Json => Data.Contains((byte)'\r') ? JsonText.Compact(Data) : Data.ToArray();

    /// <summary>Reads a line; members that are not known are passed over.</summary>
    /// <returns>Whether it is a whole record.</returns>
    public static bool TryParse(ReadOnlySpan<byte> line, out LogRecord record)
    {
        record = default;
        if (line.IsEmpty || !Utf8.IsValid(line)) return false;
        try
        {
            return TryRead(line, out record);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The most bytes that a message's line takes.</summary>
    public static int MostBytes(MessageDraft draft) =>
        MostFrame + Stamp.MaxLength + (draft.IdempotencyKey?.Length ?? 0) + (draft.Except?.Length ?? 0) + draft.Content.Json.Length;

    /// <summary>Writes a message's line.</summary>
    /// <returns>How many bytes it took.</returns>
    public static int Write(Span<byte> target, Stamp stamp, MessageDraft draft)
    {
        int length = 0;
        Put(target, "{\"t\":"u8, ref length);
        stamp.TryFormat(target[length..], out int written, default, null);
        length += written;
        PutText(target, ",\"i\":\""u8, draft.IdempotencyKey, ref length);
        PutText(target, ",\"e\":\""u8, draft.Except, ref length);
        Put(target, ",\"d\":"u8, ref length);
        Put(target, draft.Content.Json.Span, ref length);
        Put(target, "}\n"u8, ref length);
        return length;
    }

    /// <summary>Reads a stamp by value, however many digits another program gave it.</summary>
    public static bool TryReadStamp(ref Utf8JsonReader reader, out Stamp stamp)
    {
        stamp = default;
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDecimal(out decimal seconds)) return false;
        if (seconds is <= 0 or > Stamp.LastSecond + 1) return false;
        stamp = Stamp.FromMicroseconds((long)(seconds * Stamp.Second));
        return true;
    }

    private static bool TryRead(ReadOnlySpan<byte> line, out LogRecord record)
    {
        record = default;
        var reader = new Utf8JsonReader(line, s_oneLevelMore);
        Stamp? stamp = null;
        ReadOnlySpan<byte> data = default;
        string? key = null;
        string? except = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("t"u8))
            {
                if (!reader.Read() || !TryReadStamp(ref reader, out Stamp read)) return false;
                stamp = read;
            }
            else if (reader.ValueTextEquals("d"u8)) data = line[ReadValue(ref reader)];
            else if (reader.ValueTextEquals("i"u8)) key = ReadText(ref reader);
            else if (reader.ValueTextEquals("e"u8)) except = ReadText(ref reader);
            else _ = ReadValue(ref reader);
        }

        // To the end: behind the object nothing may follow.
        while (reader.Read()) { }
        if (stamp is not { } found || data.IsEmpty) return false;
        record = new LogRecord(found, data, key, except);
        return true;
    }

    /// <summary>Reads over a value.</summary>
    /// <returns>Where in the line it stands.</returns>
    private static Range ReadValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }

    private static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return reader.GetString();
        reader.Skip();
        return null;
    }

    private static void PutText(Span<byte> target, ReadOnlySpan<byte> before, string? text, ref int length)
    {
        if (text is null) return;
        Put(target, before, ref length);
        length += Encoding.UTF8.GetBytes(text, target[length..]);
        target[length++] = (byte)'"';
    }

    private static void Put(Span<byte> target, ReadOnlySpan<byte> bytes, ref int length)
    {
        bytes.CopyTo(target[length..]);
        length += bytes.Length;
    }
}
