using System.Text.Json;
using System.Text.Unicode;
using NovComet.Channels;

namespace NovComet.Storage.Log;

/// <summary>The first line of a channel's file: <c>{"from":stamp,"life":stamp}</c>.</summary>
/// <param name="From">The last stamp that was trimmed away.</param>
/// <param name="Life">The stamp that the channel had before its first message.</param>
internal readonly record struct LogHeader(Stamp From, Stamp Life)
{
    /// <summary>The most bytes that it takes.</summary>
    public const int MostBytes = 19 + (2 * Stamp.MaxLength);

    /// <summary>Reads a line; members that are not known are passed over.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out LogHeader header)
    {
        header = default;
        if (!Utf8.IsValid(line)) return false;
        try
        {
            return TryRead(line, out header);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Writes the line.</summary>
    /// <returns>How many bytes it took.</returns>
    public int Write(Span<byte> target)
    {
        Utf8.TryWrite(target, $"{{\"from\":{From},\"life\":{Life}}}\n", out int written);
        return written;
    }

    private static bool TryRead(ReadOnlySpan<byte> line, out LogHeader header)
    {
        header = default;
        var reader = new Utf8JsonReader(line);
        Stamp? from = null;
        Stamp? life = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isFrom = reader.ValueTextEquals("from"u8);
            bool isLife = reader.ValueTextEquals("life"u8);
            reader.Read();
            if (!isFrom && !isLife)
            {
                reader.Skip();
                continue;
            }

            if (!LogRecord.TryReadStamp(ref reader, out Stamp stamp)) return false;
            if (isFrom) from = stamp;
            else life = stamp;
        }

        while (reader.Read()) { }
        if (from is null || life is null) return false;
        header = new LogHeader(from.Value, life.Value);
        return true;
    }
}
