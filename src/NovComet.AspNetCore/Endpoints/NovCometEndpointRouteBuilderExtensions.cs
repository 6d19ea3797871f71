using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NovComet.AspNetCore.BrowserClient;
using NovComet.AspNetCore.Endpoints;
using NovComet.Hub;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps NovComet's endpoint.</summary>
public static class NovCometEndpointRouteBuilderExtensions
{
    // A WebSocket over HTTP/2 comes as a CONNECT.
    private static readonly string[] s_methods = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Connect];

    /// <summary>
    /// Maps the gateway to a URL: subscribing and publishing at the URL itself, and below it the browser client, <c>novcomet.js</c>,
    /// <c>novcomet.mjs</c> and <c>novcomet.d.ts</c>. The result takes policies, CORS and rate limits like any endpoint;
    /// the client's files stay open to anonymous visitors.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The URL's path; by default <c>/comet</c>.</param>
    /// <returns>What conventions are added to.</returns>
    /// <exception cref="InvalidOperationException"><c>AddNovComet</c> was not called.</exception>
    public static IEndpointConventionBuilder MapNovComet(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/comet")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.ServiceProvider.GetService<Comet>() is null)
            throw new InvalidOperationException("MapNovComet needs NovComet's services: call builder.Services.AddNovComet() before builder.Build().");

        CometHandler handler = endpoints.ServiceProvider.GetRequiredService<CometHandler>();
        RouteGroupBuilder group = endpoints.MapGroup(pattern);

        // Output caching follows the application's policy alone, whatever an answer's own headers forbid.
        group.MapMethods("", s_methods, (RequestDelegate)handler.HandleAsync).WithDisplayName("NovComet").CacheOutput(policy => policy.NoCache());
        foreach (string file in BrowserClientFiles.Names)
            group.MapGet(file, BrowserClientFiles.Serve(file)).WithDisplayName($"NovComet {file}").AllowAnonymous();
        return group;
    }
}
