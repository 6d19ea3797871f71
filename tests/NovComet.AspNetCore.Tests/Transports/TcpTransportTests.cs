using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using NovComet.AspNetCore.Registration;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Transports;

/// <summary>Frames by raw TCP, one a line, and every way in which a connection ends.</summary>
[TestClass]
public sealed class TcpTransportTests
{
    private const string Empty = """{"cursor":{}}""";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Lines_BothWays_AreTheWebSocketsFrames()
    {
        await using CometServer server = await StartAsync();
        using FrameLines lines = await FrameLines.OpenAsync(server);
        Assert.AreEqual(Empty, await lines.NextAsync());
        await lines.SendAsync("{\"subscribe\":{\"a\":0}}\r\n\n\r\n");
        Assert.AreEqual("""{"cursor":{"a":0.000001}}""", await lines.NextAsync());
        await lines.SendAsync("""{"publish":"a","data":"line\nbreak","id":1}""" + "\n");
        string[] both = [(await lines.NextAsync())!, (await lines.NextAsync())!];
        Stamp stamp = (await server.Core.PollAsync(new Cursor(new ChannelPosition(ChannelName.Parse("a"), Position.Earliest)), TestContext.CancellationToken)).Cursor[0].Position.Stamp;
        CollectionAssert.AreEquivalent((string[])[$$"""{"ack":1,"stamp":{{stamp}}}""", $$"""{"channel":"a","stamp":{{stamp}},"data":"line\nbreak"}"""], both);
    }

    [TestMethod]
    public async Task Lines_InPieces_AreReadWhole()
    {
        await using CometServer server = await StartAsync();
        using FrameLines lines = await FrameLines.OpenAsync(server);
        await lines.NextAsync();
        foreach (char piece in """{"publish":"a","id":1}""" + "\n" + """{"publish":"a","id":2}""" + "\n") await lines.SendAsync(piece.ToString());
        Assert.StartsWith("""{"ack":1,""", await lines.NextAsync());
        Assert.StartsWith("""{"ack":2,""", await lines.NextAsync());
    }

    [TestMethod]
    public async Task Client_ThatClosesItsSide_IsAnsweredAllThatItSent()
    {
        await using CometServer server = await StartAsync();
        using FrameLines lines = await FrameLines.OpenAsync(server);
        await lines.SendAsync(string.Concat(Enumerable.Range(1, 50).Select(i => $$"""{"publish":"a","data":{{i}},"id":{{i}}}""" + "\n")) + """{"publish":"a","id":51}""");
        lines.Client.Client.Shutdown(SocketShutdown.Send);
        Assert.AreEqual(Empty, await lines.NextAsync());
        for (int i = 1; i <= 50; i++) Assert.StartsWith($$"""{"ack":{{i}},""", await lines.NextAsync());
        Assert.IsNull(await lines.NextAsync(), "half a line is no frame");
        await AssertNobodyIsHeldAsync(server);
    }

    [TestMethod]
    public async Task Garbage_IsExplained_AndTheNextLineIsDone()
    {
        await using CometServer server = await StartAsync();
        using FrameLines lines = await FrameLines.OpenAsync(server);
        await lines.NextAsync();
        await lines.SendAsync("GET / HTTP/1.1\n");
        Assert.Contains("not JSON", (await lines.NextAsync())!);
        await lines.Client.GetStream().WriteAsync((byte[])[0, 255, 254, (byte)'\n'], TestContext.CancellationToken);
        Assert.Contains("not JSON", (await lines.NextAsync())!);
        await lines.SendAsync("""{"publish":"a","id":1}""" + "\n");
        Assert.StartsWith("""{"ack":1,""", await lines.NextAsync());
        server.AssertNoErrors();
    }

    [TestMethod]
    public async Task Rights_AreThoseOfAnAnonymousUser()
    {
        await using CometServer server = await StartAsync();
        using FrameLines lines = await FrameLines.OpenAsync(server);
        await lines.NextAsync();
        await lines.SendAsync("""{"subscribe":{"a":0,"@me":0},"id":1}""" + "\n" + """{"publish":"@all","data":1,"id":2}""" + "\n");
        Assert.Contains("@me", (await lines.NextAsync())!);
        Assert.Contains("@all", (await lines.NextAsync())!);
    }

    [TestMethod]
    public async Task Line_TooLong_EndsTheConnectionWithASentence()
    {
        await using CometServer server = await StartAsync(options => options.Limits.MessageBytes = 1000);
        using FrameLines lines = await FrameLines.OpenAsync(server);
        await lines.NextAsync();
        await lines.SendAsync(new string('x', 40_000));
        Assert.Contains("too large", (await lines.NextAsync())!);
        Assert.IsNull(await lines.NextAsync());
        await AssertNobodyIsHeldAsync(server);
    }

    [TestMethod]
    public async Task Silence_WithoutASubscription_EndsTheConnection()
    {
        var time = new ManualTime();
        await using CometServer server = await StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        using FrameLines silent = await FrameLines.OpenAsync(server);
        using FrameLines subscribed = await FrameLines.OpenAsync(server);
        Assert.AreEqual(Empty, await silent.NextAsync());
        Assert.AreEqual(Empty, await subscribed.NextAsync());
        await subscribed.SendAsync("""{"subscribe":{"a":0}}""" + "\n");
        Assert.AreEqual("""{"cursor":{"a":0.000001}}""", await subscribed.NextAsync());

        time.Advance(TimeSpan.FromSeconds(15));
        Assert.Contains("connect again", (await silent.NextAsync())!);
        Assert.IsNull(await silent.NextAsync());
        Assert.AreEqual("""{"cursor":{"a":0.000001}}""", await subscribed.NextAsync(), "its heartbeat");
    }

    [TestMethod]
    public async Task SubscriberLimit_OneMore_IsSentAwayWithASentence()
    {
        await using CometServer server = await StartAsync(options => options.Limits.Subscribers = 1);
        using FrameLines first = await FrameLines.OpenAsync(server);
        await first.NextAsync();
        using FrameLines second = await FrameLines.OpenAsync(server);
        Assert.Contains("NovComet:Limits:Subscribers", (await second.NextAsync())!);
        Assert.IsNull(await second.NextAsync());
    }

    [TestMethod]
    public async Task AddressLimit_OneMore_IsSentAwayWithASentence()
    {
        await using CometServer server = await StartAsync(options => options.Limits.SubscribersPerAddress = 1);
        using FrameLines first = await FrameLines.OpenAsync(server);
        await first.NextAsync();
        using FrameLines second = await FrameLines.OpenAsync(server);
        Assert.Contains("SubscribersPerAddress", (await second.NextAsync())!);
        Assert.IsNull(await second.NextAsync());
    }

    [TestMethod]
    public async Task Shutdown_TellsWhenToConnectAgain()
    {
        await using CometServer server = await StartAsync();
        FrameLines[] all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => FrameLines.OpenAsync(server)));
        foreach (FrameLines lines in all) await lines.NextAsync();
        Task stopped = server.StopAsync();
        foreach (FrameLines lines in all)
        {
            Assert.MatchesRegex("""^\{"retry":[1-5]\d{3}\}$""", await lines.NextAsync());
            Assert.IsNull(await lines.NextAsync());
            lines.Dispose();
        }

        await stopped.WaitAsync(TestSettings.Patience, TestContext.CancellationToken);
        await AssertNobodyIsHeldAsync(server);
        server.AssertNoErrors();
    }

    [TestMethod]
    public async Task Port_WithoutTheSetting_IsNotTaken()
    {
        await using CometServer server = await CometServer.StartAsync();
        Assert.IsNull(server.Services.GetRequiredService<TcpService>().EndPoint);
    }

    [TestMethod]
    public async Task Port_ThatIsTaken_IsNamedInTheFailure()
    {
        await using CometServer server = await StartAsync();
        int port = server.Services.GetRequiredService<TcpService>().EndPoint!.Port;
        IOException error = await Assert.ThrowsExactlyAsync<IOException>(() => StartAsync(options => options.TcpPort = port));
        Assert.Contains("NovComet:TcpPort", error.Message);
    }

    private static Task<CometServer> StartAsync(Action<NovCometOptions>? options = null, Action<IServiceCollection>? services = null) => CometServer.StartAsync(new()
    {
        Store = new MemoryStore(),
        Services = services,
        Options = given =>
        {
            given.TcpPort = 0;
            options?.Invoke(given);
        },
    });

    private static Task AssertNobodyIsHeldAsync(CometServer server) => Eventually.IsTrueAsync(() => server.Held == 0, "nobody is held");
}
