using System.Net;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using NovComet.AspNetCore.Authorization;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Authorization;

/// <summary>When a sign-in ends, what it opened is closed.</summary>
[TestClass]
public sealed class ExpiryTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualTime _time = new(s_start);

    [TestMethod]
    [DataRow("sub=1;ticket={0}", 10, DisplayName = "the ticket's end")]
    [DataRow("sub=1;exp={0}", 10, DisplayName = "the token's claim")]
    [DataRow("sub=1;ticket={0};exp=1", 10, DisplayName = "the ticket's end before the claim")]
    [DataRow("sub=1;exp=soon", null)]
    [DataRow("sub=1;exp=-5", null)]
    [DataRow("sub=1;exp=99999999999999999", null)]
    [DataRow("sub=1", null)]
    [DataRow(null, null)]
    public async Task Access_CarriesTheEndOfTheSignIn(string? claims, int? seconds)
    {
        DateTimeOffset? found = null;
        await using CometServer server = await CometServer.StartAsync(new()
        {
            Services = ClaimAuthentication.Add,
            Middleware = app =>
            {
                ClaimAuthentication.Use(app);
                Microsoft.AspNetCore.Builder.UseExtensions.Use(app, async (context, next) =>
                {
                    SubscribeAccess access = await context.RequestServices.GetRequiredService<ChannelAccess>().ForSubscribingAsync(context, Cursor.FromNow(["a"]));
                    found = access.Expires;
                    await next(context);
                });
            },
            Options = CometServer.ShortHold,
        });
        DateTimeOffset end = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 1000);
        using HttpResponseMessage answer = await server.GetAsync(claims is null ? null : string.Format(System.Globalization.CultureInfo.InvariantCulture, claims, end.ToUnixTimeSeconds()), "subscribed[a]=0");
        Assert.AreEqual(seconds is null ? null : end, found);
    }

    [TestMethod]
    public async Task Poll_SignInEndsWhileItIsHeld_IsAnsweredAndTheNextIsRefused()
    {
        await using CometServer server = await AccessServer.StartAsync(
            services: services => services.AddSingleton<TimeProvider>(_time),
            options: options => (options.Tries, options.Sleep) = (10, TimeSpan.FromSeconds(2)));
        string claims = $"sub=1;ticket={s_start.AddSeconds(5).ToUnixTimeSeconds()}";
        server.Client.DefaultRequestHeaders.Add(ClaimAuthentication.Header, claims);
        Task<HttpResponseMessage> poll = await server.HoldAsync("subscribed[a]=0.000001");

        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.AreEqual(1, server.Held);
        _time.Advance(TimeSpan.FromSeconds(0.2));

        using HttpResponseMessage answer = await poll.Within("the end of the sign-in");
        Assert.AreEqual("""{"s":0}""", await answer.Content.ReadAsStringAsync());
        server.Client.DefaultRequestHeaders.Clear();
        await server.AssertAsync(claims, "subscribed[a]=0.000001", HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    public async Task Publish_OverAConnectionWhoseSignInHasEnded_IsRefused()
    {
        await using CometServer server = await AccessServer.StartAsync(services: services => services.AddSingleton<TimeProvider>(_time));
        ChannelAccess access = server.Services.GetRequiredService<ChannelAccess>();
        var caller = new Caller(new ClaimsPrincipal(new ClaimsIdentity([new Claim("exp", $"{s_start.AddSeconds(5).ToUnixTimeSeconds()}")], "test")), null);
        Assert.IsNull(await access.ForPublishingAsync(caller, ChannelName.Parse("a")));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.AreEqual(401, (await access.ForPublishingAsync(caller, ChannelName.Parse("a")))?.Status);
    }
}
