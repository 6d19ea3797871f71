using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Access;

/// <summary>The gateway with keys, tokens, tickets and rules, from outside.</summary>
[TestClass]
public sealed class GatewayAccessTests
{
    private const string Shop = "shop-secret-0123456789";

    private static readonly string[] s_settings =
    [
        "--NovComet:Tries=3", "--NovComet:Sleep=00:00:00.020",
        $"--NovComet:Jwt:Key={TokenMaker.Key}", "--NovComet:Jwt:Cookie=session",
        $"--NovComet:Keys:shop={Shop}",
        "--NovComet:Rules:0:Channels=news", "--NovComet:Rules:0:Subscribe=everybody", "--NovComet:Rules:0:Publish=key:shop",
        "--NovComet:Rules:1:Channels=chat.*", "--NovComet:Rules:1:Subscribe=users", "--NovComet:Rules:1:Publish=users",
    ];

    private static readonly string[] s_allLogs =
    [
        "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft=Trace",
        "--Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Trace",
        "--Logging:Console:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Trace",
    ];

    [TestMethod]
    public async Task Rules_AreAskedOnEveryWayIn()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory, s_settings);
        string user = TokenMaker.For("42");

        await AssertAsync(gateway, null, "subscribed[news]=0", HttpStatusCode.OK);
        await AssertAsync(gateway, null, "publish=news", HttpStatusCode.Unauthorized);
        await AssertAsync(gateway, user, "publish=news", HttpStatusCode.Forbidden);
        await AssertAsync(gateway, Shop, "publish=news", HttpStatusCode.OK);
        await AssertAsync(gateway, Shop + "x", "publish=news", HttpStatusCode.Unauthorized);
        await AssertAsync(gateway, null, "subscribed[chat.1]=0", HttpStatusCode.Unauthorized);
        await AssertAsync(gateway, user, "subscribed[chat.1]=0", HttpStatusCode.OK);
        await AssertAsync(gateway, TokenMaker.For("42", TimeSpan.FromSeconds(-1)), "subscribed[chat.1]=0", HttpStatusCode.Unauthorized);
        await AssertAsync(gateway, user, "subscribed[@me]=0&subscribed[@user.42]=0", HttpStatusCode.OK);
        await AssertAsync(gateway, user, "subscribed[@user.7]=0", HttpStatusCode.Forbidden);
        await AssertAsync(gateway, user, "publish=@user.7", HttpStatusCode.Forbidden);
        await AssertAsync(gateway, user, "subscribed[other]=earliest", HttpStatusCode.Forbidden);
    }

    [TestMethod]
    public async Task Cookie_CarriesATokenToo()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory, s_settings);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/comet?subscribed[@me]=0");
        request.Headers.Add("Cookie", "session=" + TokenMaker.For("42"));
        using HttpResponseMessage answer = await gateway.Client.Http.SendAsync(request);
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [TestMethod]
    public async Task Ticket_OpensASubscriptionAndNothingElse_AndIsInNoLog()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory, [.. s_settings, .. s_allLogs]);
        string token = TokenMaker.For("42");
        string ticket = await TicketAsync(gateway, token);

        await AssertAsync(gateway, null, $"subscribed[chat.1]=0&ticket={ticket}", HttpStatusCode.OK);
        await AssertAsync(gateway, null, $"subscribed[@me]=0&ticket={ticket}", HttpStatusCode.OK);
        await AssertAsync(gateway, null, $"publish=chat.1&ticket={ticket}", HttpStatusCode.Unauthorized);
        await AssertAsync(gateway, null, $"msg=hello&channel=chat.1&ticket={ticket}", HttpStatusCode.Unauthorized);
        await AssertAsync(gateway, null, $"subscribed[chat.1]=0&ticket={token}", HttpStatusCode.Unauthorized);
        await AssertAsync(gateway, ticket, "subscribed[chat.1]=0", HttpStatusCode.Unauthorized);
        await AssertAsync(gateway, Shop, "publish=news", HttpStatusCode.OK);
        using HttpResponseMessage none = await PostTicketAsync(gateway, ticket);
        Assert.AreEqual(HttpStatusCode.Unauthorized, none.StatusCode, "A ticket gives no ticket.");
        using HttpResponseMessage key = await PostTicketAsync(gateway, Shop);
        Assert.AreEqual(HttpStatusCode.Unauthorized, key.StatusCode, "Nor does a key.");

        await gateway.StopAsync();
        Assert.Contains("dbug:", gateway.Log, "The logs are on.");
        foreach (string secret in (string[])[ticket, token, Shop, TokenMaker.Key, ticket.Split('.')[2], token.Split('.')[2]])
            Assert.DoesNotContain(secret, gateway.Log);
    }

    [TestMethod]
    public async Task Ticket_AskedForByAPageOfAnotherSite_IsRefused()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory, s_settings);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/comet/ticket");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        request.Headers.Add("Cookie", "session=" + TokenMaker.For("42"));
        using HttpResponseMessage answer = await gateway.Client.Http.SendAsync(request);
        Assert.AreEqual(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [TestMethod]
    public async Task Limit_PerAddress_BehindAProxy_CountsTheClientsOfTheProxy()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(
            [$"--NovComet:Directory={directory.Path}", "--NovComet:Limits:SubscribersPerAddress=1"],
            environment: new Dictionary<string, string> { ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true" });
        using var ended = new CancellationTokenSource();
        Task<HttpResponseMessage>[] same = [PollAsync("192.0.2.1", "0.000001", ended.Token), PollAsync("192.0.2.1", "0.000001", ended.Token)];
        using HttpResponseMessage refused = await await Task.WhenAny(same);
        Assert.AreEqual(HttpStatusCode.TooManyRequests, refused.StatusCode, "One is held, and one is too many.");
        Assert.IsNotNull(refused.Headers.RetryAfter);
        using HttpResponseMessage other = await PollAsync("192.0.2.2", "1.5", ended.Token);
        Assert.AreEqual(HttpStatusCode.OK, other.StatusCode);
        await ended.CancelAsync();

        async Task<HttpResponseMessage> PollAsync(string client, string position, CancellationToken cancellationToken)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/comet?subscribed[a]=" + position);
            request.Headers.Add("X-Forwarded-For", client);
            return await gateway.Client.Http.SendAsync(request, cancellationToken);
        }
    }

    [TestMethod]
    public async Task Start_MistakesInRulesAndElsewhere_AreNamedTogether()
    {
        NovCometProgram.Result result = await NovCometProgram.RunAsync(
            "--NovComet:Tries=0", "--NovComet:Rules:0:Channels=a", "--NovComet:Rules:0:Publish=key:none", "--NovComet:Keys:shop=short");
        result.IsRefused("NovComet:Tries is 0", "NovComet:Rules:0:Publish has 'key:none'", "NovComet:Keys:shop has no secret");
        Assert.DoesNotContain("short ", result.Errors);
    }

    [TestMethod]
    [DataRow("", "[ ok ] Access rules: open: ")]
    [DataRow("--urls=http://0.0.0.0:5000", "[warn] Access rules: open: ")]
    [DataRow("--urls=http://localhost:5000;http://*:80", "[warn] Access rules: open: ")]
    [DataRow("--NovComet:Keys:shop=shop-secret-0123456789", "[ ok ] Access rules: 0 rules, 1 keys")]
    public async Task Doctor_SaysWhetherTheGatewayIsOpen(string setting, string expected)
    {
        using var directory = new TemporaryDirectory();
        NovCometProgram.Result result = (await NovCometProgram.RunAsync(["doctor", $"--NovComet:Directory={directory.Path}", .. setting.Length == 0 ? [] : new[] { setting }])).IsDone();
        Assert.Contains(expected, result.Output);
    }

    private static async Task AssertAsync(GatewayProcess gateway, string? bearer, string query, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/comet?" + query);
        if (bearer is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using HttpResponseMessage answer = await gateway.Client.Http.SendAsync(request);
        Assert.AreEqual(expected, answer.StatusCode, query);
    }

    private static async Task<string> TicketAsync(GatewayProcess gateway, string token)
    {
        using HttpResponseMessage answer = await PostTicketAsync(gateway, token);
        Assert.IsTrue(answer.Headers.CacheControl?.NoStore);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.IsGreaterThan(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), json.RootElement.GetProperty("expires").GetInt64());
        return json.RootElement.GetProperty("ticket").GetString()!;
    }

    private static async Task<HttpResponseMessage> PostTicketAsync(GatewayProcess gateway, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/comet/ticket");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await gateway.Client.Http.SendAsync(request);
    }
}
