using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Endpoints;

[TestClass]
public sealed class MappingTests
{
    [TestMethod]
    [DataRow("/push/here", "/push/here", "/push/here/novcomet.js")]
    [DataRow("push", "/push", "/push/novcomet.js")]
    [DataRow("/push/", "/push/", "/push/novcomet.js")]
    [DataRow("/", "/", "/novcomet.js")]
    [DataRow("/{tenant}/comet", "/acme/comet", "/acme/comet/novcomet.js")]
    public async Task MapNovComet_OnAPattern_IsFoundThere(string pattern, string path, string script)
    {
        await using CometServer server = await CometServer.StartAsync(new() { Pattern = pattern });
        Assert.AreEqual("true", await server.Client.GetStringAsync(new Uri(path + "?publish=a", UriKind.Relative)));
        Assert.Contains("subscribe", await server.Client.GetStringAsync(new Uri(script, UriKind.Relative)));
        using HttpResponseMessage elsewhere = await server.Client.GetAsync(new Uri("/elsewhere/x/y?publish=a", UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    [TestMethod]
    public async Task MapNovComet_Twice_ServesTheSameChannels()
    {
        await using CometServer server = await CometServer.StartAsync(new() { Middleware = app => app.MapNovComet("/push") });
        Task<HttpResponseMessage> poll = await server.HoldAsync("subscribed[a]=0.000001");
        Assert.AreEqual("true", await server.Client.GetStringAsync(new Uri("/push?publish=a", UriKind.Relative)));
        await poll.Within("the answer");
    }

    [TestMethod]
    public void MapNovComet_WithoutAddNovComet_SaysWhatIsMissing()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting();
        WebApplication app = builder.Build();
        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(() => app.MapNovComet());
        Assert.Contains("AddNovComet()", error.Message);
    }

    [TestMethod]
    public async Task Poll_ByHttp2_IsHeldAndAnsweredBesideOthersOnTheSameConnection()
    {
        await using CometServer server = await StartWithHttp2Async();
        Task<HttpResponseMessage>[] polls = [.. Enumerable.Range(0, 50).Select(_ => server.Client.GetAsync("/comet?subscribed[a]=0.000001"))];
        await Eventually.IsTrueAsync(() => server.Held == polls.Length, "all are held");
        Stamp stamp = server.Touch("a");
        foreach (Task<HttpResponseMessage> poll in polls)
        {
            using HttpResponseMessage answer = await poll.Within("the answer");
            Assert.AreEqual(HttpVersion.Version20, answer.Version);
            Assert.AreEqual($$$"""{"s":1,"k":{"a":{{{stamp}}}}}""", await answer.Content.ReadAsStringAsync());
        }
    }

    [TestMethod]
    public async Task Poll_ByHttp2_ShutdownAnswersIt()
    {
        await using CometServer server = await StartWithHttp2Async();
        Task<HttpResponseMessage> poll = await server.HoldAsync("subscribed[a]=0.000001");
        Task stopped = server.StopAsync();
        using HttpResponseMessage answer = await poll.Within("the answer");
        Assert.AreEqual("""{"s":0}""", await answer.Content.ReadAsStringAsync());
        await stopped.WaitAsync(TestSettings.Patience);
    }

    [TestMethod]
    public async Task Content_ByHttp2WithoutALength_IsNotLost()
    {
        await using CometServer server = await StartWithHttp2Async(new MemoryStore());
        using var content = new StreamContent(new NoLengthStream(Encoding.UTF8.GetBytes("hello")));
        using HttpResponseMessage answer = await server.Client.PostAsync("/comet?publish=a", content);
        Assert.AreEqual("true", await answer.Content.ReadAsStringAsync());
        Assert.Contains("\"d\":\"hello\"", await server.GetStringAsync("subscribed[a]=earliest"));
    }

    [TestMethod]
    public async Task Publish_ByHttp2WithoutContent_IsAcknowledged()
    {
        await using CometServer server = await StartWithHttp2Async();
        using HttpResponseMessage answer = await server.Client.PostAsync("/comet?publish=a", content: null);
        Assert.AreEqual("true", await answer.Content.ReadAsStringAsync());
    }

    private static async Task<CometServer> StartWithHttp2Async(MemoryStore? store = null)
    {
        CometServer server = await CometServer.StartAsync(new() { OnSocket = true, Protocols = HttpProtocols.Http2, Store = store });
        server.Client.DefaultRequestVersion = HttpVersion.Version20;
        server.Client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        return server;
    }

    private sealed class NoLengthStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
