using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NovComet.Promises.Recording;

/// <summary>What the tests publish: a message that says who wrote it and which of the writer's it is, and proves that it is whole.</summary>
/// <param name="Writer">Who wrote it.</param>
/// <param name="Serial">Which of the writer's messages it is.</param>
/// <param name="Broken">The text, where it is not a whole message; null where it is.</param>
internal readonly record struct Content(string Writer, long Serial, string? Broken = null)
{
    // What a line, a stream's block or a string in JSON could break at.
    private static readonly string[] s_awkward = ["a\nb", "\r\n\r\ndata: x", "\"}", "\\", "\u2028", "é", "😀", "\0", "{\"t\":1.5,\"d\":2}", ""];

    // As publishers write JSON: either way of escaping has to come through.
    private static readonly JsonWriterOptions s_relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool IsWhole => Broken is null;

    /// <summary>The JSON of a message; its length varies with its serial.</summary>
    public static byte[] Write(string writer, long serial, int mostPadding = 100)
    {
        string padding = PaddingOf(serial, mostPadding);
        var buffer = new ArrayBufferWriter<byte>(128 + padding.Length);
        using var json = new Utf8JsonWriter(buffer, serial % 2 == 0 ? s_relaxed : default);
        json.WriteStartObject();
        json.WriteString("w", writer);
        json.WriteNumber("n", serial);
        json.WriteString("pad", padding);
        json.WriteString("sum", SumOf(writer, serial, padding));
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public static Content Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            JsonElement root = json.RootElement;
            string writer = root.GetProperty("w").GetString()!;
            long serial = root.GetProperty("n").GetInt64();
            string sum = SumOf(writer, serial, root.GetProperty("pad").GetString()!);
            return sum == root.GetProperty("sum").GetString() ? new Content(writer, serial) : new Content("", 0, text);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return new Content("", 0, text);
        }
    }

    public override string ToString() => IsWhole ? string.Create(CultureInfo.InvariantCulture, $"{Writer}#{Serial}") : $"'{Broken}'";

    private static string PaddingOf(long serial, int most) =>
        s_awkward[serial % s_awkward.Length] + new string((char)('a' + (serial % 26)), most == 0 ? 0 : (int)(serial * 7919 % most));

    private static string SumOf(string writer, long serial, string padding) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{writer}#{serial}#{padding}"))), 0, 8);
}
