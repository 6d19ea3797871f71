using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace NovComet.Web.Access;

/// <summary>Signs a publisher in by its key.</summary>
internal sealed class KeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, KeyRing keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "NovComet.Key";

    /// <summary>The claim with the key's name.</summary>
    public const string NameClaim = "key";

    /// <summary>Whether it is an identity that was made here.</summary>
    public static bool Made(ClaimsIdentity identity) => string.Equals(identity.AuthenticationType, SchemeName, StringComparison.Ordinal);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerToken.Of(Request) is not { } secret) return Task.FromResult(AuthenticateResult.NoResult());
        if (keys.Find(secret) is not { } key) return Task.FromResult(AuthenticateResult.Fail("No key has this secret."));
        var publisher = new ClaimsPrincipal(new ClaimsIdentity([new Claim(NameClaim, key.Name)], SchemeName));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(publisher, SchemeName)));
    }
}
