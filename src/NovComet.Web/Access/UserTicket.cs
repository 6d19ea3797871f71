using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace NovComet.Web.Access;

/// <summary>A user who is signed in, as ASP.NET Core sees it.</summary>
internal static class UserTicket
{
    public static AuthenticationTicket For(string? userId, DateTimeOffset expires, string scheme)
    {
        Claim[] claims = userId is null ? [] : [new Claim(Asker.UserClaim, userId)];
        return new(new ClaimsPrincipal(new ClaimsIdentity(claims, scheme)), new AuthenticationProperties { ExpiresUtc = expires }, scheme);
    }
}
