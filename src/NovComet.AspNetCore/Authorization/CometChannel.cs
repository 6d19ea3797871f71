using NovComet.Channels;

namespace NovComet.AspNetCore.Authorization;

/// <summary>
/// The resource that the policies of <see cref="NovCometAuthorizationOptions"/> judge: write an <c>AuthorizationHandler&lt;TRequirement, CometChannel&gt;</c>.
/// </summary>
/// <param name="Channel">The channel. What a subscriber calls <c>@me</c> is <c>@user.&lt;id&gt;</c> here.</param>
/// <param name="Action">What somebody wants to do with it.</param>
public sealed record CometChannel(ChannelName Channel, CometAction Action)
{
    /// <summary>The channel's name.</summary>
    public string Name => Channel.Value;

    /// <summary>Whether the name starts with <c>@</c>: the channel of one user, of one session, or of everybody.</summary>
    public bool IsReserved => Channel.IsReserved;
}
