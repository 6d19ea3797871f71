using System.Net.ServerSentEvents;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Proxy;

/// <summary>The three transports behind nginx, as docs/deploy.md configures it. Time-outs are shortened, and the heartbeat with them.</summary>
[TestClass]
public sealed class NginxTests(TestContext context)
{
    private static readonly TimeSpan s_readTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(5 * TestSettings.Soak);
    private static readonly string[] s_settings = ["--NovComet:Heartbeat=00:00:01", "--NovComet:Sleep=00:00:00.100"];

    [TestMethod]
    public async Task LongPoll_HeldAndPublishedThroughNginx_IsAnswered()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory, s_settings);
        await using NginxProcess nginx = await NginxProcess.StartAsync(gateway.Address, s_readTimeout);
        using var client = new HttpClient { BaseAddress = nginx.Address };

        Task<string> poll = client.GetStringAsync("/comet?subscribed[a]=-1", context.CancellationToken);
        using HttpResponseMessage published = await client.PostAsync("/comet?publish=a", new StringContent("""{"n":1}""", Encoding.UTF8, "application/json"), context.CancellationToken);

        Assert.AreEqual("true", await published.Content.ReadAsStringAsync(context.CancellationToken));
        using JsonDocument answer = JsonDocument.Parse(await poll.Within("the answer"));
        Assert.AreEqual(1, answer.RootElement.GetProperty("m").GetProperty("a")[0].GetProperty("d").GetProperty("n").GetInt32());
    }

    [TestMethod]
    public async Task Sse_IdleForLongerThanNginxWaits_IsStillToldAtOnce()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory, s_settings);
        await using NginxProcess nginx = await NginxProcess.StartAsync(gateway.Address, s_readTimeout);
        using var client = new HttpClient { BaseAddress = nginx.Address };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/event-stream");

        await using Stream body = await client.GetStreamAsync("/comet?subscribed[a]=0", context.CancellationToken);
        await using IAsyncEnumerator<SseItem<string>> events = SseParser.Create(body).EnumerateAsync(context.CancellationToken).GetAsyncEnumerator(context.CancellationToken);
        Task<bool> next = events.MoveNextAsync().AsTask();
        await Task.WhenAny(next, Task.Delay(s_idle, context.CancellationToken));
        Assert.IsFalse(next.IsCompleted, "An idle stream goes on, and nginx keeps nothing back.");

        await client.PostAsync("/comet?publish=a", new StringContent("hello"), context.CancellationToken);
        Assert.IsTrue(await next.Within("the message"));
        StringAssert.Contains(events.Current.Data, "\"data\":\"hello\"", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task WebSocket_IdleForLongerThanNginxWaits_IsStillToldAtOnce()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory, s_settings);
        await using NginxProcess nginx = await NginxProcess.StartAsync(gateway.Address, s_readTimeout);
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("novcomet.v1");
        await socket.ConnectAsync(new Uri($"ws://{nginx.Address.Authority}/comet?subscribed[a]=0"), context.CancellationToken);
        Assert.AreEqual("novcomet.v1", socket.SubProtocol);

        int heartbeats = 0;
        using var idle = new CancellationTokenSource(s_idle);
        string frame = await ReceiveAsync(socket);
        for (; !idle.IsCancellationRequested; heartbeats++) StringAssert.StartsWith(await ReceiveAsync(socket), """{"cursor":""", StringComparison.Ordinal);
        Assert.IsGreaterThan(1, heartbeats);
        StringAssert.StartsWith(frame, """{"cursor":""", StringComparison.Ordinal);

        await socket.SendAsync("""{"publish":"a","data":"hello","id":1}"""u8.ToArray(), WebSocketMessageType.Text, true, context.CancellationToken);
        while (!frame.Contains("\"data\":\"hello\"", StringComparison.Ordinal)) frame = await ReceiveAsync(socket);
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        byte[] buffer = new byte[4096];
        WebSocketReceiveResult received = await socket.ReceiveAsync(buffer, CancellationToken.None).Within("a frame");
        Assert.AreEqual(WebSocketMessageType.Text, received.MessageType);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }
}
