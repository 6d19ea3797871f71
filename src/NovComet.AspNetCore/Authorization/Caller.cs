using System.Globalization;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace NovComet.AspNetCore.Authorization;

/// <summary>Who asks: the user behind a request, or whoever holds a connection that is not HTTP.</summary>
internal readonly struct Caller
{
    private static readonly ClaimsPrincipal s_anonymous = new(new ClaimsIdentity());

    private readonly HttpContext? _context;
    private readonly ClaimsPrincipal? _user;
    private readonly IPAddress? _address;

    private Caller(HttpContext context) => _context = context;

    /// <param name="user">The user; null where nobody is signed in.</param>
    /// <param name="address">The address at the other end, where there is one.</param>
    public Caller(ClaimsPrincipal? user, IPAddress? address)
    {
        _user = user;
        _address = address;
    }

    // The request's own property would make a user for each held request that has none.
    public ClaimsPrincipal User =>
        (_context is null ? _user : _context.Features.Get<IHttpAuthenticationFeature>()?.User) ?? s_anonymous;

    public bool IsSignedIn => User.Identities.Any(identity => identity.IsAuthenticated);

    public IPAddress? Address => _context is null ? _address : _context.Connection.RemoteIpAddress;

    /// <summary>The services of the request; null where there is no request.</summary>
    public IServiceProvider? Services => _context?.RequestServices;

    /// <summary>
    /// When its sign-in ends: what the authentication says of its ticket, else the claim <c>exp</c>; null where neither does.
    /// </summary>
    public DateTimeOffset? Expires => TicketOf(_context)?.Properties.ExpiresUtc ?? ClaimOf(User);

    public static implicit operator Caller(HttpContext context) => new(context);

    /// <summary>Its user's id; null where it is not signed in, or the sign-in names no user.</summary>
    public string? IdBy(Func<ClaimsPrincipal, string?> userId) => IsSignedIn ? userId(User) : null;

    private static AuthenticationTicket? TicketOf(HttpContext? context) =>
        context?.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket;

    private static DateTimeOffset? ClaimOf(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirst("exp")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
