using System.Security.Claims;

namespace NovComet.AspNetCore.Authorization;

/// <summary>
/// Who may subscribe to which channel, and publish to it. The policies are ASP.NET Core's, and judge each channel by itself,
/// as a <see cref="CometChannel"/>; what the endpoint itself requires (<c>RequireAuthorization</c>) is asked before. They are checked when the application starts.
/// </summary>
public sealed class NovCometAuthorizationOptions
{
    /// <summary>
    /// The name of the policy for subscribing; null, the default, to leave ordinary channels open. Retained messages are judged with it
    /// too, because they come through the same subscription. It is asked for reserved channels as well, after their own rules: a user's channel
    /// is for that user alone, a session's for whoever knows its id, <c>@all</c> for everybody, other names with <c>@</c> for nobody.
    /// </summary>
    public string? SubscribePolicy { get; set; }

    /// <summary>
    /// The name of the policy for publishing over the network; null, the default, to leave ordinary channels open and reserved ones closed.
    /// It is also asked for <c>@user.&lt;id&gt;</c>, <c>@session.&lt;id&gt;</c> and <c>@all</c>, and where it succeeds anybody's messages reach these: let it look at <see cref="CometChannel.IsReserved"/>.
    /// </summary>
    public string? PublishPolicy { get; set; }

    /// <summary>
    /// The id of a user who is signed in; null for a user who has none. By default the claim <see cref="ClaimTypes.NameIdentifier"/>, else <c>sub</c>.
    /// </summary>
    public Func<ClaimsPrincipal, string?> UserId { get; set; } = IdOf;

    private static string? IdOf(ClaimsPrincipal user) => user.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? user.FindFirst("sub")?.Value;
}
