using System.Net;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace NovComet.Web.Gateway;

/// <summary>What the demo page shows of the gateway. Where its files are is told only to a browser on the same machine.</summary>
internal static class Info
{
    public static string Version { get; } =
        typeof(Info).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    public static void MapInfo(this WebApplication app) =>
        app.MapGet("/info", (HttpContext context, IOptions<NovCometOptions> options) =>
            TypedResults.Json(
                new InfoAnswer(Version, IsFromThisMachine(context) ? Path.GetFullPath(options.Value.Directory) : null),
                GatewayJson.Default.InfoAnswer));

    // Behind a proxy on this machine everybody seems to be here, but then the proxy says for whom it asks.
    private static bool IsFromThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && (context.Request.Host.Host is "localhost" or "[::1]" || context.Request.Host.Host.StartsWith("127.", StringComparison.Ordinal))
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("Forwarded");

    internal sealed record InfoAnswer(string Version, string? Directory);
}
