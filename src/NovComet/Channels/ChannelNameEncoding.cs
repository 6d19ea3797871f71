using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace NovComet.Channels;

/// <summary>How a channel's name is written where only few characters are safe: in a file name, and in a URL.</summary>
internal static class ChannelNameEncoding
{
    public const string TooLong = "A channel name is too long: it may take 200 bytes, where each byte of a character "
        + "other than A-Z a-z 0-9 _ . - takes three. Use a shorter name.";

    private const string ControlCharacter = "A channel name has a control character, such as a line break or NUL: remove it.";
    private const string HalfACharacter = "A channel name has half of a surrogate pair, which is no character: send well-formed Unicode.";

    private static readonly SearchValues<char> s_plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");

    public static bool TryEncode(string name, [NotNullWhen(true)] out string? encoded, [NotNullWhen(false)] out string? mistake)
    {
        encoded = null;
        mistake = name.Length > ChannelName.MaxEncodedLength ? TooLong : null;
        if (mistake is not null) return false;
        if (name[0] != '.' && !name.AsSpan().ContainsAnyExcept(s_plain))
        {
            encoded = name;
            return true;
        }

        return TryEncodeRunes(name, out encoded, out mistake);
    }

    private static bool TryEncodeRunes(string name, [NotNullWhen(true)] out string? encoded, [NotNullWhen(false)] out string? mistake)
    {
        encoded = null;
        var text = new StringBuilder(ChannelName.MaxEncodedLength);
        Span<byte> bytes = stackalloc byte[4];
        for (int i = 0; i < name.Length;)
        {
            if (Rune.DecodeFromUtf16(name.AsSpan(i), out Rune rune, out int length) != OperationStatus.Done)
            {
                mistake = HalfACharacter;
                return false;
            }

            if (Rune.IsControl(rune))
            {
                mistake = ControlCharacter;
                return false;
            }

            bool isPlain = s_plain.Contains(name[i]) && !(i == 0 && name[i] == '.');
            if (isPlain) text.Append(name[i]);
            else foreach (byte b in bytes[..rune.EncodeToUtf8(bytes)]) text.Append('%').Append(b.ToString("X2", null));
            i += length;
        }

        mistake = text.Length > ChannelName.MaxEncodedLength ? TooLong : null;
        if (mistake is not null) return false;
        encoded = text.ToString();
        return true;
    }
}
