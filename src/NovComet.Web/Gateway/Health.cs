using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NovComet.Web.Gateway;

/// <summary><c>/healthz/live</c>: the process answers. <c>/healthz/ready</c>: it works as it should, or why not.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        app.MapHealthChecks("/healthz/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready"), ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(
            new HealthAnswer(report.Status.ToString().ToLowerInvariant(), [.. report.Entries.Values.Select(entry => entry.Description).OfType<string>()]),
            GatewayJson.Default.HealthAnswer);

    internal sealed record HealthAnswer(string Status, string[] Reasons);
}
