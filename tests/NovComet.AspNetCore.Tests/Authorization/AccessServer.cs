using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NovComet.AspNetCore.Authorization;
using NovComet.AspNetCore.Tests.Hosting;

namespace NovComet.AspNetCore.Tests.Authorization;

/// <summary>A web application whose visitors say by a header who they are.</summary>
internal static class AccessServer
{
    public static Task<CometServer> StartAsync(
        Action<NovCometAuthorizationOptions>? access = null, Action<IServiceCollection>? services = null, Action<NovCometOptions>? options = null) =>
        CometServer.StartAsync(new()
        {
            Options = options ?? CometServer.ShortHold,
            Services = all =>
            {
                ClaimAuthentication.Add(all);
                services?.Invoke(all);
                if (access is not null) all.AddNovCometAuthorization(access);
            },
            Middleware = ClaimAuthentication.Use,
        });

    /// <summary>Sends a request as somebody.</summary>
    /// <param name="server">The application.</param>
    /// <param name="claims">Who it is; null for nobody.</param>
    /// <param name="query">What is asked.</param>
    public static async Task<HttpResponseMessage> GetAsync(this CometServer server, string? claims, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/comet?" + query);
        if (claims is not null) request.Headers.Add(ClaimAuthentication.Header, claims);
        return await server.Client.SendAsync(request);
    }

    public static async Task AssertAsync(this CometServer server, string? claims, string query, HttpStatusCode status)
    {
        using HttpResponseMessage answer = await server.GetAsync(claims, query);
        if (status == HttpStatusCode.OK) Assert.AreEqual(status, answer.StatusCode, await answer.Content.ReadAsStringAsync());
        else await Problem.AssertAsync(answer, status);
        Assert.AreEqual(status == HttpStatusCode.Unauthorized, answer.Headers.WwwAuthenticate.Count > 0);
    }
}
