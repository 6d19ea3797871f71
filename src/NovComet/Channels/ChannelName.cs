using System.Diagnostics.CodeAnalysis;

namespace NovComet.Channels;

/// <summary>
/// The name of a channel, validated: any text without control characters that takes 1 to 200 bytes in its encoded form.
/// Names that differ in any character are different channels.
/// </summary>
public readonly struct ChannelName : IEquatable<ChannelName>
{
    /// <summary>The most bytes that a name takes in its encoded form.</summary>
    public const int MaxEncodedLength = 200;

    private readonly string? _value;
    private readonly string? _encoded;

    private ChannelName(string value, string encoded)
    {
        _value = value;
        _encoded = encoded;
    }

    /// <summary>The name as it was given.</summary>
    public string Value => _value ?? throw NoName();

    /// <summary>
    /// The name in the characters <c>A-Z a-z 0-9 _ . -</c> and <c>%</c>: others, and a leading dot, are percent-encoded
    /// as UTF-8 in upper-case hex. Safe as a file name on Linux, and one to one with <see cref="Value"/>.
    /// </summary>
    public string Encoded => _encoded ?? throw NoName();

    /// <summary>Whether the name starts with <c>@</c>: such channels are the gateway's own (users, sessions, everybody).</summary>
    public bool IsReserved => Value[0] == '@';

    /// <summary>Validates a name.</summary>
    /// <param name="value">The name.</param>
    /// <returns>The channel's name.</returns>
    /// <exception cref="ArgumentException">It cannot be a channel's name; the message says what to change.</exception>
    public static ChannelName Parse(string value) =>
        TryParse(value, out ChannelName name, out string? mistake) ? name : throw new ArgumentException(mistake, nameof(value));

    /// <summary>Validates a name.</summary>
    /// <param name="value">The name.</param>
    /// <param name="name">The channel's name.</param>
    /// <param name="mistake">A sentence that says what to change, where it cannot be one.</param>
    /// <returns>Whether it can be a channel's name.</returns>
    public static bool TryParse(string? value, out ChannelName name, [NotNullWhen(false)] out string? mistake)
    {
        name = default;
        if (string.IsNullOrEmpty(value))
        {
            mistake = "A channel name is empty: give each channel a name of at least one character.";
            return false;
        }

        if (!ChannelNameEncoding.TryEncode(value, out string? encoded, out mistake)) return false;
        name = new ChannelName(value, encoded);
        return true;
    }

    /// <summary>Finds the name behind an encoded one.</summary>
    /// <param name="encoded">What <see cref="Encoded"/> gave.</param>
    /// <param name="name">The channel's name.</param>
    /// <returns>Whether the text is the encoded form of a name, exactly as we would write it.</returns>
    public static bool TryDecode(string encoded, out ChannelName name)
    {
        name = default;
        if (!encoded.Contains('%', StringComparison.Ordinal))
            return TryParse(encoded, out name, out _) && ReferenceEquals(name._encoded, encoded);

        return TryParse(Uri.UnescapeDataString(encoded), out name, out _) && string.Equals(name._encoded, encoded, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public bool Equals(ChannelName other) => string.Equals(_encoded, other._encoded, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ChannelName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _encoded?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <summary>The name as it was given.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _value ?? "";

    /// <summary>Whether two names are of the same channel.</summary>
    public static bool operator ==(ChannelName left, ChannelName right) => left.Equals(right);

    /// <summary>Whether two names are of different channels.</summary>
    public static bool operator !=(ChannelName left, ChannelName right) => !left.Equals(right);

    private static InvalidOperationException NoName() => new("This channel name was never set: make one with ChannelName.Parse.");
}
