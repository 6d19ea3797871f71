using NovComet.Channels;

namespace NovComet.Web.Access;

/// <summary>
/// Names of channels: <c>*</c> stands for any characters, or none. A name that starts with <c>@</c> is matched only by a pattern that does
/// too, so that <c>*</c> opens no reserved channel by accident.
/// </summary>
internal sealed class ChannelPattern
{
    /// <summary>The most characters of a pattern: as many as a name has at most.</summary>
    public const int MostLength = ChannelName.MaxEncodedLength;

    private readonly string[] _parts;

    public ChannelPattern(string text)
    {
        Text = text;
        _parts = text.Split('*');
    }

    public string Text { get; }

    public bool Matches(ChannelName channel)
    {
        string name = channel.Value;
        if (channel.IsReserved != (Text[0] == '@')) return false;
        if (_parts.Length == 1) return string.Equals(name, Text, StringComparison.Ordinal);

        (string first, string last) = (_parts[0], _parts[^1]);
        if (name.Length < first.Length + last.Length) return false;
        if (!name.StartsWith(first, StringComparison.Ordinal) || !name.EndsWith(last, StringComparison.Ordinal)) return false;

        // Each part as early as it comes leaves the most for those after it.
        ReadOnlySpan<char> rest = name.AsSpan(first.Length, name.Length - first.Length - last.Length);
        foreach (string part in _parts.AsSpan(1, _parts.Length - 2))
        {
            int found = rest.IndexOf(part, StringComparison.Ordinal);
            if (found < 0) return false;
            rest = rest[(found + part.Length)..];
        }

        return true;
    }
}
