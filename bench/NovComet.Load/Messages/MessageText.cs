using System.Buffers.Text;
using System.Text;

namespace NovComet.Load.Messages;

/// <summary>
/// A message of 100 characters, as JSON: <c>"#003.0000000042----…"</c>, the publisher, the number among the messages of this publisher, and
/// filling. It is found in any wire's text by its beginning, and counts only if it is there to its end.
/// </summary>
internal static class MessageText
{
    public const int Length = 102;

    private const int PublisherAt = 2;
    private const int PublisherDigits = 3;
    private const int NumberAt = PublisherAt + PublisherDigits + 1;
    private const int NumberDigits = 10;
    private const int FillingAt = NumberAt + NumberDigits;

    private static ReadOnlySpan<byte> Beginning => "\"#"u8;

    public static byte[] Of(int publisher)
    {
        var text = Encoding.ASCII.GetBytes($"\"#{publisher:D3}.{0:D10}{new string('-', Length - FillingAt - 1)}\"");
        return text;
    }

    public static void SetNumber(Span<byte> text, int number) => Utf8Formatter.TryFormat(number, text[NumberAt..], out _, new('D', NumberDigits));

    /// <summary>Finds the next message, and leaves in <paramref name="text"/> what comes after it.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> text, out int publisher, out int number)
    {
        (publisher, number) = (0, 0);
        var start = text.IndexOf(Beginning);
        if (start < 0 || text.Length - start < Length) return false;
        var message = text.Slice(start, Length);
        text = text[(start + Length)..];
        return message[^1] == '"'
            && !message[FillingAt..^1].ContainsAnyExcept((byte)'-')
            && Utf8Parser.TryParse(message.Slice(PublisherAt, PublisherDigits), out publisher, out _)
            && Utf8Parser.TryParse(message.Slice(NumberAt, NumberDigits), out number, out _);
    }
}
