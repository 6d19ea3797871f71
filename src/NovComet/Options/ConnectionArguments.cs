namespace NovComet;

/// <summary>Who connected, or is gone: what <see cref="NovCometOptions.OnConnected"/> and <see cref="NovCometOptions.OnDisconnected"/> are told.</summary>
public readonly struct ConnectionArguments
{
    internal ConnectionArguments(string? userId, string? sessionId)
    {
        UserId = userId;
        SessionId = sessionId;
    }

    /// <summary>The user's id; null where the user is not known.</summary>
    public string? UserId { get; }

    /// <summary>The id of the session, to which <c>SendToSessionAsync</c> sends; null where it has none.</summary>
    public string? SessionId { get; }
}
