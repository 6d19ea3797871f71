using System.Net;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Transports;

/// <summary>What the page of the message file sends, and what it is answered.</summary>
[TestClass]
public sealed class MessageFileTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Page_FromItsFirstRequest_GetsEachNewMessage()
    {
        await using CometServer server = await StartAsync();
        Task<HttpResponseMessage> first = await server.HoldAsync("timestamp=0");
        string published = await server.GetStringAsync("msg=hello%20there");
        Assert.MatchesRegex("""^\{"msg":"hello there","timestamp":\d+\.\d{6}\}$""", published);
        Assert.AreEqual(published, await (await first.Within("the answer")).Content.ReadAsStringAsync(TestContext.CancellationToken));
        Assert.AreEqual(published, await server.GetStringAsync("timestamp=0"), "one who comes later gets it at once");
        Assert.AreEqual(published, await server.GetStringAsync("timestamp="));

        string timestamp = published[(published.LastIndexOf(':') + 1)..^1];
        Task<HttpResponseMessage> next = await server.HoldAsync($"timestamp={timestamp}&_=");
        Assert.IsFalse(next.IsCompleted, "it has that one");
        Stamp second = await server.Core.PublishAsync("data", MessageContent.Parse("""{"x":1}"""u8), null, TestContext.CancellationToken);
        Assert.AreEqual($$$"""{"msg":{"x":1},"timestamp":{{{second}}}}""", await (await next.Within("the answer")).Content.ReadAsStringAsync(TestContext.CancellationToken));
    }

    [TestMethod]
    public async Task Messages_MoreThanOne_AreAnsweredByTheNewest()
    {
        await using CometServer server = await StartAsync();
        Stamp first = await server.Core.PublishAsync("room", MessageContent.FromText("1"), null, TestContext.CancellationToken);
        await server.Core.PublishAsync("room", MessageContent.FromText("2"), null, TestContext.CancellationToken);
        Stamp last = await server.Core.PublishAsync("room", MessageContent.FromText("3"), null, TestContext.CancellationToken);
        Assert.AreEqual($$"""{"msg":"3","timestamp":{{last}}}""", await server.GetStringAsync($"channel=room&timestamp={first}"));
    }

    [TestMethod]
    public async Task Touch_OfTheFile_IsAnsweredWithItsMessage()
    {
        await using CometServer server = await StartAsync();
        Stamp first = await server.Core.PublishAsync("data", MessageContent.FromText("kept"), null, TestContext.CancellationToken);
        Stamp touched = await server.Core.TouchAsync("data", TestContext.CancellationToken);
        Assert.AreEqual($$"""{"msg":"kept","timestamp":{{touched}}}""", await server.GetStringAsync($"timestamp={first}"));
    }

    [TestMethod]
    public async Task HoldEnd_IsAnsweredWithWhatThereIs()
    {
        await using CometServer server = await StartAsync(CometServer.ShortHold);
        Assert.AreEqual("""{"msg":"","timestamp":0.000001}""", await server.GetStringAsync("timestamp=0"));
        Stamp stamp = await server.Core.PublishAsync("data", MessageContent.FromText("x"), null, TestContext.CancellationToken);
        Assert.AreEqual($$"""{"msg":"x","timestamp":{{stamp}}}""", await server.GetStringAsync($"timestamp={stamp}"));
    }

    [TestMethod]
    [DataRow("timestamp=yesterday", HttpStatusCode.BadRequest, "send 0")]
    [DataRow("timestamp=0&channel=a%0Ab", HttpStatusCode.BadRequest, "control character")]
    [DataRow("timestamp=0&channel=@me", HttpStatusCode.Unauthorized, "@me")]
    [DataRow("msg=x&channel=@all", HttpStatusCode.Forbidden, "@all")]
    [DataRow("msg=0123456789", HttpStatusCode.RequestEntityTooLarge, "at most 10 bytes")]
    public async Task Request_ThatCannotBeDone_IsRefused(string query, HttpStatusCode status, string says)
    {
        await using CometServer server = await StartAsync(options => options.Limits.MessageBytes = 10);
        using HttpResponseMessage answer = await server.Client.GetAsync("/comet?" + query, TestContext.CancellationToken);
        Assert.Contains(says, await Problem.AssertAsync(answer, status));
    }

    [TestMethod]
    public async Task Message_FromAnotherSite_IsRefused()
    {
        await using CometServer server = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/comet?msg=x");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using HttpResponseMessage answer = await server.Client.SendAsync(request, TestContext.CancellationToken);
        await Problem.AssertAsync(answer, HttpStatusCode.Forbidden);
    }

    [TestMethod]
    public async Task Subscription_BesideATimestamp_IsALongPoll()
    {
        await using CometServer server = await StartAsync(CometServer.ShortHold);
        Assert.StartsWith("""{"s":0""", await server.GetStringAsync("subscribed[a]=0&timestamp=1732089600"));
    }

    private static Task<CometServer> StartAsync(Action<NovCometOptions>? options = null) =>
        CometServer.StartAsync(new() { Store = new MemoryStore(), Options = options });
}
