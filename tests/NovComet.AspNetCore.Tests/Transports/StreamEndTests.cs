using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Transports;

/// <summary>Every way in which event streams and WebSockets begin to end, as the transports list them; and what keeps them going.</summary>
[TestClass]
public sealed class StreamEndTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Heartbeat_CarriesTheCursor()
    {
        var time = new ManualTime();
        await using CometServer server = await StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        using EventStream stream = await EventStream.OpenAsync(server, "subscribed[a]=0.000001&subscribed[b]=0.000001");
        using FrameSocket socket = await FrameSocket.OpenAsync(server, "?subscribed[a]=0.000001&subscribed[b]=0.000001");
        await stream.NextAsync();
        await socket.NextAsync();
        for (int beat = 0; beat < 2; beat++)
        {
            time.Advance(TimeSpan.FromSeconds(15));
            Assert.AreEqual("id: a=0.000001&b=0.000001", await stream.NextAsync());
            Assert.AreEqual("""{"cursor":{"a":0.000001,"b":0.000001}}""", await socket.NextAsync());
        }
    }

    [TestMethod]
    public async Task Abort_LetsTheSubscriberGo()
    {
        await using CometServer server = await StartAsync();
        EventStream[] streams = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => EventStream.OpenAsync(server, "subscribed[a]=0")));
        FrameSocket[] sockets = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => FrameSocket.OpenAsync(server, "?subscribed[a]=0")));
        await Eventually.IsTrueAsync(() => server.Held == 20, "all are held");
        foreach (EventStream stream in streams) stream.Dispose();
        foreach (FrameSocket socket in sockets) socket.Socket.Abort();
        await AssertNobodyIsHeldAsync(server);
        server.AssertNoErrors();
    }

    [TestMethod]
    public async Task Shutdown_OfAnEventStream_EndsItBehindAHint()
    {
        await using CometServer server = await StartAsync();
        using EventStream stream = await EventStream.OpenAsync(server, "subscribed[a]=0");
        await stream.NextAsync();
        Task stopped = server.StopAsync();
        Assert.MatchesRegex(@"^retry: [1-5]\d{3}$", await stream.NextAsync());
        Assert.IsNull(await stream.NextAsync());
        await stopped.WaitAsync(TestSettings.Patience, TestContext.CancellationToken);
        server.AssertNoErrors();
    }

    [TestMethod]
    public async Task Shutdown_OfAWebSocket_ClosesItBehindAHint()
    {
        await using CometServer server = await StartAsync();
        using FrameSocket socket = await FrameSocket.OpenAsync(server, "?subscribed[a]=0");
        await socket.NextAsync();
        Task stopped = server.StopAsync();
        Assert.MatchesRegex("""^\{"retry":[1-5]\d{3}\}$""", await socket.NextAsync());
        Assert.AreEqual(WebSocketCloseStatus.EndpointUnavailable, await socket.EndAsync());
        await stopped.WaitAsync(TestSettings.Patience, TestContext.CancellationToken);
        server.AssertNoErrors();
    }

    [TestMethod]
    public async Task Shutdown_WithClientsThatDoNotRead_EndsAllTheSame()
    {
        await using CometServer server = await StartAsync(options =>
        {
            options.Limits.MessageBytes = 8 << 20;
            options.Retention.Bytes = 64 << 20;
        });
        string big = $"\"{new string('x', 8_000_000)}\"";
        for (int i = 0; i < 4; i++) await PublishAsync(server, big);
        using var deafToEvents = await ConnectAsync(server, "GET /comet?subscribed[a]=earliest HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n");
        using var deafToFrames = await ConnectAsync(server, "GET /comet?subscribed[a]=earliest HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        await Eventually.IsTrueAsync(() => server.Held == 2, "both are held");
        await server.StopAsync().WaitAsync(TestSettings.Patience, TestContext.CancellationToken);
        await AssertNobodyIsHeldAsync(server);
        server.AssertNoErrors();
    }

    [TestMethod]
    public async Task Shutdown_ThenAnotherStream_IsSentAway()
    {
        await using CometServer server = await StartAsync();
        server.Core.Stop();
        using HttpResponseMessage answer = await EventStream.SendAsync(server, HttpMethod.Get, "subscribed[a]=0");
        await Problem.AssertAsync(answer, HttpStatusCode.ServiceUnavailable);
        Assert.IsInRange(1, 5, answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        Assert.AreEqual(503, await HandshakeAsync(server, ""));
    }

    [TestMethod]
    public async Task SubscriberLimit_OneMore_IsSentAway()
    {
        await using CometServer server = await StartAsync(options => options.Limits.Subscribers = 1);
        using FrameSocket socket = await FrameSocket.OpenAsync(server);
        using HttpResponseMessage answer = await EventStream.SendAsync(server, HttpMethod.Get, "subscribed[a]=0");
        Assert.Contains("NovComet:Limits:Subscribers", await Problem.AssertAsync(answer, HttpStatusCode.ServiceUnavailable));
        Assert.AreEqual(503, await HandshakeAsync(server, ""));
    }

    [TestMethod]
    [DataRow("?subscribed[a]=yesterday", "", 400)]
    [DataRow("?subscribed[@me]=0", "", 401)]
    [DataRow("", "Origin: https://elsewhere.example\r\n", 403)]
    [DataRow("", "Origin: https://allowed.example\r\n", 101)]
    [DataRow("", "Sec-Fetch-Site: cross-site\r\n", 403)]
    [DataRow("", "Sec-WebSocket-Version: 12\r\n", 426)]
    [DataRow("", "Sec-WebSocket-Key: short\r\n", 400)]
    [DataRow("?unknown=1", "Sec-WebSocket-Protocol: other, novcomet.v1\r\n", 101)]
    public async Task Handshake_IsJudgedBeforeTheUpgrade(string query, string header, int status)
    {
        await using CometServer server = await StartAsync(options => options.AllowedOrigins = ["https://allowed.example"]);
        Assert.AreEqual(status, await HandshakeAsync(server, header, query));
        if (status != 101) await AssertNobodyIsHeldAsync(server);
    }

    [TestMethod]
    public async Task Frame_OfBytes_IsNotTaken()
    {
        await using CometServer server = await StartAsync();
        using FrameSocket socket = await FrameSocket.OpenAsync(server);
        await socket.Socket.SendAsync(new byte[10], WebSocketMessageType.Binary, endOfMessage: true, TestContext.CancellationToken);
        Assert.AreEqual(WebSocketCloseStatus.InvalidMessageType, await socket.EndAsync());
        await AssertNobodyIsHeldAsync(server);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(50)]
    public async Task Frame_TooLarge_IsNotTakenHoweverManyPiecesItHas(int pieces)
    {
        await using CometServer server = await StartAsync(options => options.Limits.MessageBytes = 1000);
        using FrameSocket socket = await FrameSocket.OpenAsync(server);
        for (int i = 0; i < pieces; i++)
            await socket.Socket.SendAsync(new byte[100_000 / pieces], WebSocketMessageType.Text, endOfMessage: i == pieces - 1, TestContext.CancellationToken);
        Assert.AreEqual(WebSocketCloseStatus.MessageTooBig, await socket.EndAsync());
        await AssertNobodyIsHeldAsync(server);
    }

    [TestMethod]
    [DataRow(new byte[] { 0x81, 0x05, (byte)'h', (byte)'e', (byte)'l', (byte)'l', (byte)'o' }, DisplayName = "unmasked")]
    [DataRow(new byte[] { 0xC1, 0x80, 0, 0, 0, 0 }, DisplayName = "a reserved bit")]
    [DataRow(new byte[] { 0x83, 0x80, 0, 0, 0, 0 }, DisplayName = "an unknown kind")]
    [DataRow(new byte[] { 0x81, 0x82, 0, 0, 0, 0, 0xFF, 0xFE }, DisplayName = "not UTF-8")]
    [DataRow(new byte[] { 0x81, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0 }, DisplayName = "a length below zero")]
    [DataRow(new byte[] { 0x80, 0x80, 0, 0, 0, 0 }, DisplayName = "a continuation of nothing")]
    [DataRow(new byte[] { 0x09, 0x80, 0, 0, 0, 0 }, DisplayName = "a ping in pieces")]
    public async Task Bytes_ThatAreNoFrames_EndTheSession(byte[] hostile)
    {
        await using CometServer server = await StartAsync();
        using TcpClient client = await ConnectAsync(server, Upgrade(""));
        await RawHttp.ReadAsync(client.GetStream());
        await client.GetStream().WriteAsync(hostile, TestContext.CancellationToken);
        await AssertNobodyIsHeldAsync(server);
        server.AssertNoErrors();
    }

    [TestMethod]
    public async Task SlowReader_DelaysNobody_AndGetsAGap()
    {
        const int Messages = 400;
        await using CometServer server = await StartAsync(store: new MemoryStore { Keeps = 5 }, options: options => options.Retention.Messages = 5);
        using TcpClient slow = await ConnectAsync(server, Upgrade("?subscribed[a]=0"));
        using FrameSocket quick = await FrameSocket.OpenAsync(server, "?subscribed[a]=0");
        await quick.NextAsync();
        await Eventually.IsTrueAsync(() => server.Held == 2, "both are held");
        Stamp last = default;
        for (int i = 0; i < Messages; i++)
        {
            last = await PublishAsync(server, $"\"{i}{new string('x', 50_000)}\"");
            Assert.StartsWith($"{{\"channel\":\"a\",\"stamp\":{last},\"data\":\"{i}x", await quick.NextAsync());
        }

        // Twenty megabytes are more than all buffers on the way.
        string read = await ReadUntilAsync(slow.GetStream(), $"\"stamp\":{last}");
        Assert.Contains("{\"gap\":\"a\",\"stamp\":", read);
    }

    private static string Upgrade(string query, string header = "")
    {
        string version = header.Contains("Version", StringComparison.Ordinal) ? "" : "Sec-WebSocket-Version: 13\r\n";
        string key = header.Contains("Key", StringComparison.Ordinal) ? "" : "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        return $"GET /comet{query} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n{version}{key}{header}\r\n";
    }

    private static async Task<int> HandshakeAsync(CometServer server, string header, string query = "")
    {
        using TcpClient client = await ConnectAsync(server, Upgrade(query, header));
        return (await RawHttp.ReadAsync(client.GetStream()).Within("an answer")).Status;
    }

    private static async Task<TcpClient> ConnectAsync(CometServer server, string request)
    {
        var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(IPAddress.Loopback, server.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        return client;
    }

    private static async Task<string> ReadUntilAsync(NetworkStream stream, string end)
    {
        var read = new StringBuilder();
        byte[] buffer = new byte[1 << 16];
        string tail = "";
        while (!tail.Contains(end, StringComparison.Ordinal))
        {
            int count = await stream.ReadAsync(buffer).AsTask().Within("the rest");
            Assert.IsGreaterThan(0, count, "the connection is kept");
            string piece = Encoding.Latin1.GetString(buffer, 0, count);
            read.Append(piece);
            tail = tail[Math.Max(0, tail.Length - 100)..] + piece;
        }

        return read.ToString();
    }

    private static Task<CometServer> StartAsync(Action<NovCometOptions>? options = null, Action<IServiceCollection>? services = null, MemoryStore? store = null) => CometServer.StartAsync(new()
    {
        OnSocket = true,
        Protocols = HttpProtocols.Http1,
        Store = store ?? new MemoryStore(),
        Services = services,
        Options = options,
    });

    private static Task AssertNobodyIsHeldAsync(CometServer server) => Eventually.IsTrueAsync(() => server.Held == 0, "nobody is held");

    private ValueTask<Stamp> PublishAsync(CometServer server, string json) =>
        server.Core.PublishAsync("a", MessageContent.Parse(Encoding.UTF8.GetBytes(json)), null, TestContext.CancellationToken);
}
