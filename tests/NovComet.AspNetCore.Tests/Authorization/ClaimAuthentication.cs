using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NovComet.AspNetCore.Tests.Authorization;

/// <summary>Believes a header: each of its parts, such as <c>sub=42</c>, is a claim of the visitor; <c>ticket=</c> is when the sign-in ends.</summary>
internal sealed class ClaimAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Header = "X-Claims";

    private const string SchemeName = "claims";

    public static void Add(IServiceCollection services)
    {
        services.AddAuthentication(SchemeName).AddScheme<AuthenticationSchemeOptions, ClaimAuthentication>(SchemeName, null);
        services.AddAuthorization();
    }

    public static void Use(WebApplication app) => app.UseAuthentication();

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header].FirstOrDefault() is not { } header) return Task.FromResult(AuthenticateResult.NoResult());
        string[][] parts = [.. header.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2))];
        var properties = new AuthenticationProperties();
        if (parts.FirstOrDefault(part => part[0] == "ticket") is { } ticket)
            properties.ExpiresUtc = DateTimeOffset.FromUnixTimeSeconds(long.Parse(ticket[1], System.Globalization.CultureInfo.InvariantCulture));
        var visitor = new ClaimsPrincipal(new ClaimsIdentity(parts.Select(part => new Claim(part[0], Uri.UnescapeDataString(part[1]))), SchemeName));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(visitor, properties, SchemeName)));
    }
}
