using System.Globalization;
using System.Text;

namespace NovComet.Web.Chat;

/// <summary>
/// What a person or a room is called: 1 to 30 letters, digits, spaces and <c>. _ - '</c>. Nothing invisible, so that two names that
/// differ look different, as far as alphabets allow: an accent of its own makes another name than a letter that has one.
/// </summary>
internal static class ChatWord
{
    public const string Mistake = "A name has 1 to 30 letters, digits, spaces, dots, hyphens, apostrophes and underscores, and begins with a letter or digit.";

    private const int MostLength = 30;

    /// <summary>Reads a name as somebody typed it.</summary>
    /// <param name="typed">The text.</param>
    /// <returns>The name; null where it cannot be one.</returns>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 4 * MostLength) return null;
        string word = string.Join(' ', typed.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Rune[] runes = [.. word.EnumerateRunes()];
        bool isOne = runes.Length is > 0 and <= MostLength && Rune.IsLetterOrDigit(runes[0]) && Array.TrueForAll(runes, IsAllowed);

        // Lower-case letters may take more bytes, and names' files are called by them.
        return isOne && ChatPerson.CanBeCalled(word) && ChatPerson.CanBeCalled(word.ToLowerInvariant()) ? word : null;
    }

    private static bool IsAllowed(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || rune.Value is ' ' or '.' or '_' or '-' or '\'' or '’'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
