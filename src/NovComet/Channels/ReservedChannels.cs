namespace NovComet.Channels;

/// <summary>The channels that the gateway gives a meaning: those of one user, of one session, and of everybody.</summary>
internal static class ReservedChannels
{
    /// <summary>What a subscriber writes for its own user's channel.</summary>
    public const string Me = "@me";

    private const string UserPrefix = "@user.";

    /// <summary>The channel that everybody may subscribe to.</summary>
    public static ChannelName All { get; } = ChannelName.Parse("@all");

    /// <summary>The channel of a user.</summary>
    /// <exception cref="ArgumentException">The id cannot be part of a channel's name.</exception>
    public static ChannelName OfUser(string id) =>
        TryOfUser(id, out ChannelName channel) ? channel : throw new ArgumentException("A user's id is empty, too long for a channel's name (192 bytes, of which some characters take three or more), or has control characters.", nameof(id));

    /// <summary>The channel of a user.</summary>
    /// <returns>Whether the id can be part of a channel's name.</returns>
    public static bool TryOfUser(string? id, out ChannelName channel)
    {
        channel = default;
        return !string.IsNullOrEmpty(id) && ChannelName.TryParse(UserPrefix + id, out channel, out _);
    }

    /// <summary>The channel of a session.</summary>
    /// <exception cref="ArgumentException">It cannot be the id of a session.</exception>
    public static ChannelName OfSession(string id) =>
        SessionId.IsValid(id) ? ChannelName.Parse(SessionId.Prefix + id) : throw new ArgumentException("A session's id has 16 to 64 letters, digits, '_' and '-'.", nameof(id));

    /// <summary>Whether it is some user's channel.</summary>
    public static bool IsOfUser(ChannelName channel) =>
        channel.Value.Length > UserPrefix.Length && channel.Value.StartsWith(UserPrefix, StringComparison.Ordinal);

    /// <summary>Whether it is a session's channel, with an id that can be one.</summary>
    public static bool IsOfSession(ChannelName channel) =>
        channel.Value.StartsWith(SessionId.Prefix, StringComparison.Ordinal) && SessionId.IsValid(channel.Value.AsSpan(SessionId.Prefix.Length));
}
