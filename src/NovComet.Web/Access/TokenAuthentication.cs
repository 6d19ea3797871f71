using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace NovComet.Web.Access;

/// <summary>Signs a user in by the token in the <c>Authorization</c> header, else in the cookie.</summary>
internal sealed class TokenAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, JwtSettings settings, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "NovComet.Token";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string? text = BearerToken.Of(Request) ?? (settings.Cookie is { } cookie ? Request.Cookies[cookie] : null);
        if (string.IsNullOrEmpty(text)) return Task.FromResult(AuthenticateResult.NoResult());
        if (UserToken.Read(text, settings, time.GetUtcNow()) is not { } token) return Task.FromResult(AuthenticateResult.Fail("The token is not believed."));
        return Task.FromResult(AuthenticateResult.Success(UserTicket.For(token.UserId, token.Expires, SchemeName)));
    }
}
