using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Transports;

/// <summary>Every way in which a poll can end, as the transport lists them.</summary>
[TestClass]
public sealed class PollEndTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Change_WhileHeld_IsAnswered()
    {
        await using CometServer server = await CometServer.StartAsync();
        Task<HttpResponseMessage> poll = await server.HoldAsync("subscribed[a]=0.000001&subscribed[b]=0.000001", channels: 2);
        Stamp stamp = server.Touch("b");
        string answer = await (await poll.Within("the answer")).Content.ReadAsStringAsync(TestContext.CancellationToken);
        Assert.AreEqual($$$"""{"s":1,"k":{"b":{{{stamp}}}}}""", answer);
        await AssertNobodyIsHeldAsync(server);
    }

    [TestMethod]
    public async Task HoldEnd_WithoutAChange_IsAnsweredAfterTriesTimesSleep()
    {
        var time = new ManualTime();
        await using CometServer server = await CometServer.StartAsync(new()
        {
            Options = options => (options.Tries, options.Sleep) = (3, TimeSpan.FromSeconds(5)),
            Services = services => services.AddSingleton<TimeProvider>(time),
        });
        Task<HttpResponseMessage> poll = await server.HoldAsync("subscribed[a]=0.000001");
        time.Advance(TimeSpan.FromSeconds(14.9));
        Assert.IsFalse(poll.IsCompleted);
        Assert.AreEqual(1, server.Held);
        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.AreEqual("""{"s":0}""", await (await poll.Within("the answer")).Content.ReadAsStringAsync(TestContext.CancellationToken));
        await AssertNobodyIsHeldAsync(server);
    }

    [TestMethod]
    public async Task Abort_WhileHeld_LetsThePollGo()
    {
        await using CometServer server = await CometServer.StartAsync(new() { OnSocket = true });
        var clients = new List<TcpClient>();
        for (int i = 0; i < 20; i++)
        {
            var client = new TcpClient();
            clients.Add(client);
            await client.ConnectAsync(IPAddress.Loopback, server.Port, TestContext.CancellationToken);
            await client.GetStream().WriteAsync("GET /comet?subscribed[a]=0 HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray(), TestContext.CancellationToken);
        }

        await Eventually.IsTrueAsync(() => server.Held == clients.Count, "all are held");
        foreach (TcpClient client in clients) client.Dispose();
        await AssertNobodyIsHeldAsync(server);
        server.AssertNoErrors();
    }

    [TestMethod]
    public async Task Shutdown_WhileHeld_IsAnsweredAndClosesTheConnection()
    {
        await using CometServer server = await CometServer.StartAsync(new() { OnSocket = true });
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port, TestContext.CancellationToken);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync("GET /comet?subscribed[a]=0.000001 HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray(), TestContext.CancellationToken);
        await Eventually.IsTrueAsync(() => server.Held == 1, "the poll is held");

        Task stopped = server.StopAsync();
        RawAnswer answer = await RawHttp.ReadAsync(stream).Within("the answer");
        Assert.AreEqual((200, """{"s":0}""", "close"), (answer.Status, answer.Body, answer.Header("Connection")));
        Assert.AreEqual(0, await stream.ReadAsync(new byte[1], TestContext.CancellationToken), "the connection is closed");
        await stopped.WaitAsync(TestSettings.Patience, TestContext.CancellationToken);
        await AssertNobodyIsHeldAsync(server);
    }

    [TestMethod]
    public async Task Shutdown_ThenAnotherPoll_IsSentAway()
    {
        await using CometServer server = await CometServer.StartAsync();
        server.Core.Stop();
        using HttpResponseMessage answer = await server.Client.GetAsync("/comet?subscribed[a]=0", TestContext.CancellationToken);
        await Problem.AssertAsync(answer, HttpStatusCode.ServiceUnavailable);
        AssertComesBackSoon(answer);
    }

    [TestMethod]
    public async Task Shutdown_WithAThousandHeldPolls_AnswersAllOfThem()
    {
        await using CometServer server = await CometServer.StartAsync();
        Task<string>[] polls = [.. Enumerable.Range(0, 1000).Select(i => server.GetStringAsync($"subscribed[c{i % 10}]=0.000001"))];
        await Eventually.IsTrueAsync(() => server.Held == polls.Length, "all are held");
        await server.StopAsync().WaitAsync(TimeSpan.FromSeconds(5), TestContext.CancellationToken);
        foreach (Task<string> poll in polls) Assert.AreEqual("""{"s":0}""", await poll.Within("the answer"));
    }

    [TestMethod]
    public async Task SubscriberLimit_OneMore_IsSentAwayUntilOneLeaves()
    {
        await using CometServer server = await CometServer.StartAsync(new() { Options = options => options.Limits.Subscribers = 2 });
        Task<HttpResponseMessage> first = await server.HoldAsync("subscribed[a]=0.000001");
        _ = await server.HoldAsync("subscribed[b]=0.000001");

        using HttpResponseMessage refused = await server.Client.GetAsync("/comet?subscribed[c]=0", TestContext.CancellationToken);
        Assert.Contains("NovComet:Limits:Subscribers", await Problem.AssertAsync(refused, HttpStatusCode.ServiceUnavailable));
        AssertComesBackSoon(refused);

        await server.GetStringAsync("publish=a");
        await first.Within("the answer that makes room");
        await Eventually.IsTrueAsync(() => server.Held == 1, "the first one is gone");
        Task<HttpResponseMessage> third = await server.HoldAsync("subscribed[c]=0.000001");
        Assert.IsFalse(third.IsCompleted, "there is room again");
    }

    [TestMethod]
    public async Task Pipelined_Polls_AreAnsweredOneAfterTheOther()
    {
        await using CometServer server = await CometServer.StartAsync(new() { OnSocket = true, Options = CometServer.ShortHold });
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port, TestContext.CancellationToken);
        NetworkStream stream = client.GetStream();
        string request = "GET /comet?subscribed[a]=0.000001 HTTP/1.1\r\nHost: x\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request + request), TestContext.CancellationToken);
        using var reader = new StreamReader(stream);
        char[] answers = new char[4096];
        int read = 0;
        while (new string(answers, 0, read).Split("""{"s":0}""").Length < 3)
            read += await reader.ReadAsync(answers.AsMemory(read), TestContext.CancellationToken).AsTask().Within("both answers");
    }

    private static Task AssertNobodyIsHeldAsync(CometServer server) => Eventually.IsTrueAsync(() => server.Held == 0, "nobody is held");

    private static void AssertComesBackSoon(HttpResponseMessage answer)
    {
        int seconds = int.Parse(answer.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture);
        Assert.IsInRange(1, 5, seconds);
    }
}
