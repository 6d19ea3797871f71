using System.Text;
using NovComet.Channels;

namespace NovComet.Client.Subscribing;

/// <summary>Reads stamps out of JSON by their digits, which a floating-point number would only come close to.</summary>
internal static class JsonStamp
{
    private const int MostDigits = 40;

    /// <exception cref="InvalidDataException">It is not a stamp.</exception>
    public static Stamp Read(ReadOnlySpan<byte> number)
    {
        Span<char> text = stackalloc char[MostDigits];
        return number.Length <= MostDigits
            && Position.TryParse(text[..Encoding.Latin1.GetChars(number, text)], out Position position)
            && position.Kind == PositionKind.Stamp
                ? position.Stamp
                : throw new InvalidDataException("The gateway sent a stamp that is none.");
    }
}
