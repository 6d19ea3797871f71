using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace NovComet.Web.Access;

/// <summary>Signs a subscriber in by the ticket in its URL.</summary>
internal sealed class TicketAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, Tickets tickets)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "NovComet.Ticket";

    private const string Argument = "ticket";

    private static readonly string[] s_publishing = ["publish", "msg"];

    /// <summary>Whether a request has a ticket, and is of a kind that tickets are for: a WebSocket by HTTP/2 begins with CONNECT.</summary>
    public static bool IsFor(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsConnect(request.Method))
        && request.QueryString.Value?.Contains(Argument + '=', StringComparison.Ordinal) == true
        && request.Query.ContainsKey(Argument)
        && !s_publishing.Any(request.Query.ContainsKey);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        tickets.Read(Request.Query[Argument].ToString()) is { } user
            ? AuthenticateResult.Success(UserTicket.For(user.UserId, user.Expires, SchemeName))
            : AuthenticateResult.Fail("The ticket is none, or not any more."));
}
