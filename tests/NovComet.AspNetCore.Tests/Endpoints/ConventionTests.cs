using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Channels;

namespace NovComet.AspNetCore.Tests.Endpoints;

/// <summary>The endpoint is an ordinary one: what ASP.NET Core does for endpoints, it does for this one.</summary>
[TestClass]
public sealed class ConventionTests
{
    private const string Page = "https://page.example";

    [TestMethod]
    [DataRow(null, HttpStatusCode.Unauthorized)]
    [DataRow("guest", HttpStatusCode.Forbidden)]
    [DataRow("editor", HttpStatusCode.OK)]
    public async Task RequireAuthorization_ByRole_IsAsked(string? role, HttpStatusCode expected)
    {
        await using CometServer server = await CometServer.StartAsync(new()
        {
            Options = CometServer.ShortHold,
            Services = services => HeaderAuthentication.Add(services),
            Endpoint = endpoint => endpoint.RequireAuthorization(policy => policy.RequireRole("editor")),
        });
        if (role is not null) server.Client.DefaultRequestHeaders.Add(HeaderAuthentication.RoleHeader, role);
        foreach (string query in (string[])["subscribed[a]=0", "publish=a"])
        {
            using HttpResponseMessage answer = await server.Client.GetAsync("/comet?" + query);
            Assert.AreEqual(expected, answer.StatusCode);
        }

        Assert.AreEqual(expected == HttpStatusCode.OK, File.Exists(server.Directory.FileOf("a")));
        using HttpResponseMessage script = await server.Client.GetAsync("/comet/novcomet.js");
        Assert.AreEqual(HttpStatusCode.OK, script.StatusCode, "the browser client stays open");
    }

    [TestMethod]
    public async Task RequireCors_FromAnAllowedPage_IsAnswered()
    {
        await using CometServer server = await StartWithCorsAsync();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/comet?publish=a");
        preflight.Headers.Add("Origin", Page);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        using HttpResponseMessage allowed = await server.Client.SendAsync(preflight);
        Assert.AreEqual(HttpStatusCode.NoContent, allowed.StatusCode);
        Assert.AreEqual(Page, allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());

        server.Client.DefaultRequestHeaders.Add("Origin", Page);
        using HttpResponseMessage poll = await server.Client.GetAsync("/comet?subscribed[a]=0");
        Assert.AreEqual(Page, poll.Headers.GetValues("Access-Control-Allow-Origin").Single());
        using HttpResponseMessage publish = await server.Client.PostAsync("/comet?publish=a", content: null);
        Assert.AreEqual(HttpStatusCode.OK, publish.StatusCode);
        Assert.Contains("Comet-Stamp", publish.Headers.GetValues("Access-Control-Expose-Headers"));
    }

    [TestMethod]
    public async Task RequireCors_FromAnotherPage_GivesNoPermission()
    {
        await using CometServer server = await StartWithCorsAsync();
        server.Client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        using HttpResponseMessage poll = await server.Client.GetAsync("/comet?subscribed[a]=0");
        Assert.IsFalse(poll.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [TestMethod]
    public async Task RequireRateLimiting_BeyondTheLimit_Is429()
    {
        await using CometServer server = await CometServer.StartAsync(new()
        {
            Services = services => services.AddRateLimiter(limiter =>
            {
                limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
                limiter.AddFixedWindowLimiter("two", window => (window.PermitLimit, window.Window, window.QueueLimit) = (2, TimeSpan.FromHours(1), 0));
            }),
            Middleware = app => app.UseRateLimiter(),
            Endpoint = endpoint => endpoint.RequireRateLimiting("two"),
        });
        for (int i = 0; i < 2; i++) Assert.AreEqual("true", await server.GetStringAsync("publish=a"));
        using HttpResponseMessage refused = await server.Client.GetAsync("/comet?publish=a");
        Assert.AreEqual(HttpStatusCode.TooManyRequests, refused.StatusCode);
    }

    [TestMethod]
    public async Task RateLimit_OnConcurrency_CountsHeldPolls()
    {
        await using CometServer server = await CometServer.StartAsync(new()
        {
            Services = services => services.AddRateLimiter(limiter =>
            {
                limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
                limiter.AddConcurrencyLimiter("one", one => (one.PermitLimit, one.QueueLimit, one.QueueProcessingOrder) = (1, 0, QueueProcessingOrder.OldestFirst));
            }),
            Middleware = app => app.UseRateLimiter(),
            Endpoint = endpoint => endpoint.RequireRateLimiting("one"),
        });
        _ = await server.HoldAsync("subscribed[a]=0.000001");
        using HttpResponseMessage refused = await server.Client.GetAsync("/comet?subscribed[a]=0");
        Assert.AreEqual(HttpStatusCode.TooManyRequests, refused.StatusCode);
    }

    [TestMethod]
    public async Task OutputCachingAndCompression_BeforeTheEndpoint_DoNoHarm()
    {
        await using CometServer server = await CometServer.StartAsync(new()
        {
            Services = services =>
            {
                services.AddOutputCache(cache => cache.AddBasePolicy(policy => policy.Cache()));
                services.AddResponseCompression(compression => compression.EnableForHttps = true);
            },
            Middleware = app => app.UseOutputCache().UseResponseCompression(),
        });
        server.Client.DefaultRequestHeaders.Add("Accept-Encoding", "identity, gzip;q=0");
        Assert.AreEqual("true", await server.GetStringAsync("publish=a"));
        string first = await server.GetStringAsync("subscribed[a]=1.5");
        await server.GetStringAsync("publish=a");
        Assert.AreNotEqual(first, await server.GetStringAsync("subscribed[a]=1.5"), "the second answer is not the first one, kept");
    }

    [TestMethod]
    public async Task Compression_ThatTheClientAccepts_GivesTheSameAnswer()
    {
        await using CometServer server = await CometServer.StartAsync(new()
        {
            OnSocket = true,
            Services = services => services.AddResponseCompression(),
            Middleware = app => app.UseResponseCompression(),
        });
        using var handler = new HttpClientHandler { AutomaticDecompression = DecompressionMethods.All };
        using var client = new HttpClient(handler) { BaseAddress = server.Client.BaseAddress };
        Stamp stamp = server.Touch("a");
        Assert.AreEqual($$$"""{"s":1,"k":{"a":{{{stamp}}}}}""", await client.GetStringAsync(new Uri("/comet?subscribed[a]=1.5", UriKind.Relative)));
    }

    private static Task<CometServer> StartWithCorsAsync() => CometServer.StartAsync(new()
    {
        Options = options =>
        {
            CometServer.ShortHold(options);
            options.AllowedOrigins = [Page];
        },
        Services = services => services.AddCors(cors => cors.AddPolicy("page", policy => policy
            .WithOrigins(Page)
            .WithMethods("GET", "POST")
            .WithExposedHeaders("Comet-Stamp"))),
        Middleware = app => app.UseCors(),
        Endpoint = endpoint => endpoint.RequireCors("page"),
    });
}
