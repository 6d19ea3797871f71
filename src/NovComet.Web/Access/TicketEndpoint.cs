using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using NovComet.AspNetCore.Requests;
using NovComet.AspNetCore.Transports;
using NovComet.Web.Gateway;

namespace NovComet.Web.Access;

/// <summary><c>POST /comet/ticket</c>, with a token in the header or the cookie: a ticket for the same user.</summary>
internal sealed class TicketEndpoint(Tickets tickets, IOptions<NovCometOptions> options)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (CrossSite.IsRefused(context.Request, options.Value.AllowedOrigins))
        {
            await Refusal.WriteAsync(context, StatusCodes.Status403Forbidden, "The browser says that this comes from a page of another site: add its origin to NovComet:AllowedOrigins if its users may have tickets.");
            return;
        }

        AuthenticateResult token = await context.AuthenticateAsync(TokenAuthentication.SchemeName);
        if (token.Principal?.FindFirst(Asker.UserClaim)?.Value is not { Length: > 0 } userId || token.Properties?.ExpiresUtc is not { } until)
        {
            await Refusal.WriteAsync(context, StatusCodes.Status401Unauthorized, "A ticket stands for a token: send yours in the Authorization header, with a user's id in its claim 'sub'.");
            return;
        }

        (string ticket, DateTimeOffset expires) = tickets.Issue(userId, until);
        context.Response.Headers.CacheControl = "no-store";
        await TypedResults.Json(new TicketAnswer(ticket, expires.ToUnixTimeSeconds()), GatewayJson.Default.TicketAnswer).ExecuteAsync(context);
    }

    /// <param name="Ticket">The ticket.</param>
    /// <param name="Expires">Until when it opens a subscription, in Unix seconds.</param>
    internal sealed record TicketAnswer(string Ticket, long Expires);
}
