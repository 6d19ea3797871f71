namespace NovComet;

/// <summary>Who came to a channel, or left it: what <see cref="NovCometOptions.OnJoined"/> and <see cref="NovCometOptions.OnLeft"/> are told.</summary>
public readonly struct PresenceArguments
{
    internal PresenceArguments(string channel, string userId)
    {
        Channel = channel;
        UserId = userId;
    }

    /// <summary>The channel's name.</summary>
    public string Channel { get; }

    /// <summary>The user's id.</summary>
    public string UserId { get; }
}
