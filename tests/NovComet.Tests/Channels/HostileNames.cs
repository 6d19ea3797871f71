using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace NovComet.Tests.Channels;

/// <summary>Names such as an attacker, a careless script or the whole of Unicode may send.</summary>
internal static class HostileNames
{
    private static readonly string[] s_pieces =
    [
        "a", "A", "z", "0", "_", "-", ".", "..", "/", "../", "\\", "%", "%2e", "%2F", "%41", "%00", "%zz", " ", "~", "@", "*", "?", ":", ";", "&", "=", "+",
        "'", "\"", "$", "`", "|", "<", ">", "CON", "NUL", ".comet", ".novcomet", "é", "e\u0301", "ß", "İ", "ſ", "日本", "🚀", "👨‍👩‍👧", "\u202E", "\u200B", "\uFEFF",
        "\u2028", "\uE000", "\uFDD0", "\uFFFD", "\uFFFF", "\U000E0041", "\U0010FFFF",
    ];

    /// <summary>Well-formed text without control characters, now and then too long.</summary>
    public static Gen<string> Possible { get; } = Gen.OneOf(OfPieces(12), OfPieces(40), OfScalars());

    /// <summary>Any sequence of UTF-16 code units: control characters and halves of surrogate pairs too.</summary>
    public static Gen<string> Anything { get; } = Gen.OneOf(
        Gen.Choose(0, char.MaxValue).Select(unit => (char)unit).ArrayOf().Select(units => new string(units)),
        Gen.Choose(0, 0x2FF).Select(unit => (char)unit).ArrayOf().Select(units => new string(units)),
        Gen.Choose(0xD7F0, 0xE010).Select(unit => (char)unit).ArrayOf().Select(units => new string(units)));

    /// <summary>Text in the alphabet of encoded names, rarely one that we would write.</summary>
    public static Gen<string> EncodedLike { get; } = Gen.Elements(
            "%", "%4", "%41", "%2E", "%2e", "%2F", "%C3%A9", "%c3%A9", "%C3", "%A9", "%F0%9F%9A%80", "%ED%A0%80", "%C0%AE", "%00", "%0A", "%25", "%7E", "a", ".", "-", "_", "9", " ", "é")
        .ListOf().Select(string.Concat);

    private static Gen<string> OfPieces(int most) =>
        from count in Gen.Choose(1, most)
        from pieces in Gen.Elements(s_pieces).ArrayOf(count)
        select string.Concat(pieces);

    private static Gen<string> OfScalars() =>
        from count in Gen.Choose(1, 20)
        from runes in Gen.Choose(0x20, 0x10FFFF).Where(Rune.IsValid).Select(value => new Rune(value)).Where(rune => !Rune.IsControl(rune)).ArrayOf(count)
        select string.Concat(runes);
}
