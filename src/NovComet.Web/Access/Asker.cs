using System.Security.Claims;

namespace NovComet.Web.Access;

/// <summary>Who asks, as the rules see it.</summary>
/// <param name="UserId">The user's id; null where it is no user.</param>
/// <param name="Key">The publisher's key; null where it has none.</param>
internal readonly record struct Asker(string? UserId, AccessKey? Key)
{
    public static Asker Of(ClaimsPrincipal user, KeyRing keys)
    {
        // Of our own identities alone: a token may claim whatever its issuer likes.
        Claim? key = user.Identities.FirstOrDefault(KeyAuthentication.Made)?.FindFirst(KeyAuthentication.NameClaim);
        return key is not null
            ? new Asker(null, keys.ByName(key.Value))
            : new Asker(user.Identity?.IsAuthenticated == true ? user.FindFirst(UserClaim)?.Value : null, null);
    }

    /// <summary>The claim with a user's id.</summary>
    public const string UserClaim = "sub";
}
