using Microsoft.AspNetCore.Http;
using NovComet.Channels;

namespace NovComet.AspNetCore.Authorization;

/// <summary>What names that start with <c>@</c> stand for, and for whom.</summary>
internal static class ReservedNames
{
    /// <summary>Finds the channel behind a name that a subscriber wrote.</summary>
    /// <param name="name">The name.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="userId">The id of the caller's user; null where there is none.</param>
    /// <param name="channel">The channel.</param>
    /// <returns>Why the caller may not have it; null where it may.</returns>
    public static AccessRefusal? Resolve(ChannelName name, Caller caller, string? userId, out ChannelName channel)
    {
        channel = name;
        if (name == ReservedChannels.All || ReservedChannels.IsOfSession(name)) return null;
        if (string.Equals(name.Value, ReservedChannels.Me, StringComparison.Ordinal))
        {
            if (ReservedChannels.TryOfUser(userId, out channel)) return null;
            return caller.IsSignedIn
                ? Forbidden("Your sign-in names no user whose id can be part of a channel's name, so there is no '@me' for you: see NovCometAuthorizationOptions.UserId.")
                : new AccessRefusal(StatusCodes.Status401Unauthorized, "'@me' is the channel of the user who is signed in: sign in first.");
        }

        if (!ReservedChannels.IsOfUser(name)) return Unknown(name);
        if (ReservedChannels.TryOfUser(userId, out ChannelName own) && own == name) return null;
        return caller.IsSignedIn
            ? Forbidden($"'{name}' is another user's: subscribe to '@me' for your own.")
            : new AccessRefusal(StatusCodes.Status401Unauthorized, $"'{name}' is for one user alone: sign in as that user.");
    }

    /// <summary>Judges whether a name is one that can be published to at all.</summary>
    /// <returns>Why not; null where it can.</returns>
    public static AccessRefusal? RefusePublishing(ChannelName name) =>
        name == ReservedChannels.All || ReservedChannels.IsOfUser(name) || ReservedChannels.IsOfSession(name) ? null : Unknown(name);

    private static AccessRefusal Unknown(ChannelName name) => Forbidden(
        $"'{name}' stands for nothing: names that start with @ are @me, @all, @user.<id>, and @session.<id> with 16 to 64 letters, digits, '_' and '-'; use a name that starts otherwise.");

    private static AccessRefusal Forbidden(string sentence) => new(StatusCodes.Status403Forbidden, sentence);
}
