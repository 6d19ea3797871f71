using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Transports;

/// <summary>The frames of a WebSocket, both ways.</summary>
[TestClass]
public sealed class WebSocketTransportTests
{
    private const string NoFile = "0.000001";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Socket_ByEitherProtocol_TellsWhatComes(bool byHttp2)
    {
        await using CometServer server = await StartAsync(new() { Protocols = byHttp2 ? HttpProtocols.Http2 : HttpProtocols.Http1 });
        using FrameSocket socket = await FrameSocket.OpenAsync(server, "?subscribed[a]=0", options =>
        {
            options.HttpVersion = byHttp2 ? HttpVersion.Version20 : HttpVersion.Version11;
            options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        });
        Assert.AreEqual("novcomet.v1", socket.Socket.SubProtocol);
        Assert.AreEqual($$$"""{"cursor":{"a":{{{NoFile}}}}}""", await socket.NextAsync());
        Stamp message = await PublishAsync(server, "a", """{"x":[1,2]}""");
        Assert.AreEqual($$$"""{"channel":"a","stamp":{{{message}}},"data":{"x":[1,2]}}""", await socket.NextAsync());
        Stamp signal = await server.Core.TouchAsync("a", TestContext.CancellationToken);
        Assert.AreEqual($$"""{"channel":"a","stamp":{{signal}}}""", await socket.NextAsync());
        await socket.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.CancellationToken).WaitAsync(TestSettings.Patience, TestContext.CancellationToken);
        Assert.AreEqual(WebSocketCloseStatus.NormalClosure, socket.Socket.CloseStatus);
        await Eventually.IsTrueAsync(() => server.Held == 0, "nobody is held");
        server.AssertNoErrors();
    }

    [TestMethod]
    [DataRow(10)]
    [DataRow(200)]
    [DataRow(60_000)]
    public async Task Messages_OfEachLength_ComeWholeAndInOrder(int length)
    {
        await using CometServer server = await StartAsync();
        var stamps = new List<Stamp>();
        for (int i = 0; i < 5; i++) stamps.Add(await PublishAsync(server, "a", $"\"{i}{new string('x', length)}\""));
        using FrameSocket socket = await FrameSocket.OpenAsync(server, "?subscribed[a]=-3&subscribed[b]=0");
        Assert.AreEqual($$$"""{"cursor":{"a":{{{stamps[1]}}},"b":{{{NoFile}}}}}""", await socket.NextAsync());
        for (int i = 2; i < 5; i++) Assert.AreEqual($$"""{"channel":"a","stamp":{{stamps[i]}},"data":"{{i}}{{new string('x', length)}}"}""", await socket.NextAsync());
    }

    [TestMethod]
    public async Task Subscribe_AndUnsubscribe_ByFrames()
    {
        await using CometServer server = await StartAsync();
        Stamp[] stamps = [await PublishAsync(server, "a", "1"), await PublishAsync(server, "a", "2")];
        using FrameSocket socket = await FrameSocket.OpenAsync(server);
        Assert.AreEqual("""{"cursor":{}}""", await socket.NextAsync());

        await socket.SendAsync($$$"""{"subscribe":{"a":{{{stamps[0]}}},"b":"earliest","c":-5,"d":""},"unknown":1}""");
        Assert.AreEqual($$$"""{"cursor":{"a":{{{stamps[0]}}},"b":{{{NoFile}}},"c":{{{NoFile}}},"d":{{{NoFile}}}}}""", await socket.NextAsync());
        Assert.AreEqual($$"""{"channel":"a","stamp":{{stamps[1]}},"data":2}""", await socket.NextAsync());

        await socket.SendAsync("""{"unsubscribe":["a","c","nobody"]}""");
        Assert.AreEqual($$$"""{"cursor":{"b":{{{NoFile}}},"d":{{{NoFile}}}}}""", await socket.NextAsync());
        await PublishAsync(server, "a", "3");
        Stamp last = await PublishAsync(server, "b", "4");
        Assert.AreEqual($$"""{"channel":"b","stamp":{{last}},"data":4}""", await socket.NextAsync(), "a is told no more");
    }

    [TestMethod]
    public async Task Publish_ByFrames_IsAcknowledgedInOrder()
    {
        await using CometServer server = await StartAsync();
        using FrameSocket socket = await FrameSocket.OpenAsync(server);
        await socket.NextAsync();
        for (int i = 0; i < 20; i++) await socket.SendAsync($$"""{"publish":"a","data":{ "n" : {{i}}.50 },"id":"p{{i}}"}""");
        for (int i = 0; i < 20; i++) Assert.StartsWith($$"""{"ack":"p{{i}}","stamp":""", await socket.NextAsync());
        await socket.SendAsync("""{"publish":"a","id":21}""");
        Assert.StartsWith("""{"ack":21,"stamp":""", await socket.NextAsync());

        string told = await server.GetStringAsync("subscribed[a]=earliest");
        for (int i = 1; i < 20; i++) Assert.IsLessThan(told.IndexOf($"{{\"n\":{i}.50}}", StringComparison.Ordinal), told.IndexOf($"{{\"n\":{i - 1}.50}}", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task Publish_WithKeyAndExcept_IsOneMessageAndNotOnesOwn()
    {
        await using CometServer server = await StartAsync();
        using FrameSocket socket = await FrameSocket.OpenAsync(server);
        await socket.NextAsync();
        const string Frame = """{"publish":"a","data":1,"key":"k","except":"0123456789abcdef","id":1}""";
        await socket.SendAsync(Frame);
        string? first = await socket.NextAsync();
        await socket.SendAsync(Frame);
        Assert.AreEqual(first, await socket.NextAsync());
    }

    [TestMethod]
    [DataRow("""{""", "not JSON")]
    [DataRow("", "not JSON")]
    [DataRow("1", "asks nothing")]
    [DataRow("{}", "asks nothing")]
    [DataRow("""{"data":1,"id":7}""", "asks nothing")]
    [DataRow("""{"subscribe":["a"],"id":7}""", "as an object")]
    [DataRow("""{"subscribe":{"a":true},"id":7}""", "send 0")]
    [DataRow("""{"subscribe":{"a":1e9},"id":7}""", "send 0")]
    [DataRow("""{"subscribe":{"":0},"id":7}""", "at least one character")]
    [DataRow("""{"subscribe":{"@user.1":0},"id":7}""", "@")]
    [DataRow("""{"subscribe":{"b":0,"c":0,"d":0,"e":0},"id":7}""", "at most 3")]
    [DataRow("""{"unsubscribe":"a","id":7}""", "as a list")]
    [DataRow("""{"unsubscribe":[1],"id":7}""", "at least one character")]
    [DataRow("""{"publish":1,"id":7}""", "at least one character")]
    [DataRow("""{"publish":"@all","data":1,"id":7}""", "@")]
    [DataRow("""{"publish":"a","data":1,"key":"","id":7}""", "idempotency key")]
    [DataRow("""{"publish":"a","data":1,"except":5,"id":7}""", "session's id")]
    [DataRow("""{"publish":"a\ud800","data":1,"id":7}""", "not JSON")]
    [DataRow("""{"publish":"a","data":1,"id":{}}""", "id is")]
    public async Task Mistake_InAFrame_IsExplainedAndTheNextIsDone(string frame, string says)
    {
        await using CometServer server = await StartAsync(new() { Options = options => options.Limits.ChannelsPerRequest = 3 });
        using FrameSocket socket = await FrameSocket.OpenAsync(server);
        await socket.NextAsync();
        await socket.SendAsync(frame);
        string? answer = await socket.NextAsync();
        Assert.StartsWith("""{"error":""", answer);
        Assert.Contains(says, answer!);
        Assert.AreEqual(frame.Contains("\"id\":7", StringComparison.Ordinal), answer!.EndsWith(",\"id\":7}", StringComparison.Ordinal), answer);
        await socket.SendAsync("""{"publish":"next","id":1}""");
        Assert.StartsWith("""{"ack":1,""", await socket.NextAsync());
        Assert.AreEqual("""{"s":0}""", await server.GetStringAsync($"subscribed[a]={NoFile}"));
    }

    [TestMethod]
    public async Task Message_TooLarge_IsRefusedInItsFrame()
    {
        await using CometServer server = await StartAsync(new() { Options = options => options.Limits.MessageBytes = 100 });
        using FrameSocket socket = await FrameSocket.OpenAsync(server);
        await socket.NextAsync();
        await socket.SendAsync($$"""{"publish":"a","data":"{{new string('x', 99)}}","id":1}""");
        Assert.Contains("at most 100 bytes", (await socket.NextAsync())!);
    }

    private static Task<CometServer> StartAsync(CometServerSetup? setup = null) => CometServer.StartAsync((setup ?? new()) with
    {
        OnSocket = true,
        Store = new MemoryStore(),
        Options = options =>
        {
            CometServer.ShortHold(options);
            setup?.Options?.Invoke(options);
        },
    });

    private ValueTask<Stamp> PublishAsync(CometServer server, string channel, string json) =>
        server.Core.PublishAsync(ChannelName.Parse(channel), new MessageDraft(MessageContent.Parse(System.Text.Encoding.UTF8.GetBytes(json))), TestContext.CancellationToken);
}
