using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Transports;

/// <summary>The event stream block by block.</summary>
[TestClass]
public sealed class SseTransportTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Stream_OfOneChannel_TellsMessagesThenSignals()
    {
        await using CometServer server = await StartAsync();
        Stamp before = await PublishAsync(server, "a", "0");
        using EventStream stream = await EventStream.OpenAsync(server, "subscribed[a]=0");
        await AssertFirstBlockAsync(stream, $"id: a={before}");

        Stamp message = await PublishAsync(server, "a", """{"x":1}""");
        Assert.AreEqual(EventOf($"a={message}", $$$"""{"channel":"a","stamp":{{{message}}},"data":{"x":1}}"""), await stream.NextAsync());
        Stamp signal = await server.Core.TouchAsync("a", TestContext.CancellationToken);
        Assert.AreEqual(EventOf($"a={signal}", $$$"""{"channel":"a","stamp":{{{signal}}}}"""), await stream.NextAsync());
    }

    [TestMethod]
    public async Task Stream_OfSeveralChannels_HasTheWholeCursorBehindEachEvent()
    {
        await using CometServer server = await StartAsync();
        (Stamp a, Stamp b1, Stamp b2) = (await PublishAsync(server, "ä b", "1"), await PublishAsync(server, "b", "2"), await PublishAsync(server, "b", "3"));
        using EventStream stream = await EventStream.OpenAsync(server, "subscribed[ä b]=earliest&subscribed[b]=earliest&subscribed[c]=0");
        await AssertFirstBlockAsync(stream, "id: %C3%A4%20b=0.000001&b=0.000001&c=0.000001");
        Assert.AreEqual(EventOf($"%C3%A4%20b={a}&b=0.000001&c=0.000001", $$"""{"channel":"ä b","stamp":{{a}},"data":1}"""), await stream.NextAsync());
        Assert.AreEqual(EventOf($"%C3%A4%20b={a}&b={b1}&c=0.000001", $$"""{"channel":"b","stamp":{{b1}},"data":2}"""), await stream.NextAsync());
        Assert.AreEqual(EventOf($"%C3%A4%20b={a}&b={b2}&c=0.000001", $$"""{"channel":"b","stamp":{{b2}},"data":3}"""), await stream.NextAsync());
    }

    [TestMethod]
    [DataRow("subscribed[a]=0", "header")]
    [DataRow("subscribed[a]=earliest&subscribed[b]=0", "header")]
    [DataRow("subscribed[a]=0&subscribed[b]=0", "argument")]
    public async Task Stream_ResumedByItsLastEventId_GoesOnBehindIt(string query, string by)
    {
        await using CometServer server = await StartAsync();
        Stamp[] stamps = [await PublishAsync(server, "a", "0"), await PublishAsync(server, "a", "1"), await PublishAsync(server, "a", "2")];
        string id = $"gone=7.5&a={stamps[0]}";
        using EventStream stream = by == "header"
            ? await EventStream.OpenAsync(server, query, id)
            : await EventStream.OpenAsync(server, $"{query}&lastEventId={Uri.EscapeDataString(id)}");
        Assert.Contains($"id: a={stamps[0]}", (await stream.NextAsync())!);
        Assert.Contains("\"data\":1}", (await stream.NextAsync())!);
        Assert.Contains("\"data\":2}", (await stream.NextAsync())!);
    }

    [TestMethod]
    [DataRow("a")]
    [DataRow("a=yesterday")]
    [DataRow("=1.5")]
    [DataRow("a b=1.5")]
    [DataRow("%zz=1.5")]
    [DataRow("a=1.5&&b")]
    public async Task LastEventId_ThatIsGarbage_IsRefused(string id)
    {
        await using CometServer server = await StartAsync();
        using HttpResponseMessage answer = await EventStream.SendAsync(server, HttpMethod.Get, "subscribed[a]=0", id);
        Assert.Contains("Last-Event-ID", await Problem.AssertAsync(answer, HttpStatusCode.BadRequest));
    }

    [TestMethod]
    public async Task Subscriber_OffTheRetainedMessages_IsToldOfTheGapFirst()
    {
        await using CometServer server = await CometServer.StartAsync(new() { Store = new MemoryStore { Keeps = 2 } });
        var stamps = new List<Stamp>();
        for (int i = 0; i < 5; i++) stamps.Add(await PublishAsync(server, "a", $"{i}"));
        foreach (string query in (string[])[$"subscribed[a]={stamps[0]}", $"subscribed[a]={stamps[0]}&subscribed[b]=0.000001"])
        {
            using EventStream stream = await EventStream.OpenAsync(server, query);
            string rest = query.Contains("[b]", StringComparison.Ordinal) ? "&b=0.000001" : "";
            await AssertFirstBlockAsync(stream, $"id: a={stamps[0]}{rest}");
            Assert.AreEqual($$"""
                id: a={{stamps[2]}}{{rest}}
                event: gap
                data: {"channel":"a","stamp":{{stamps[2]}}}
                """, await stream.NextAsync());
            Assert.Contains("\"data\":3}", (await stream.NextAsync())!);
            Assert.Contains("\"data\":4}", (await stream.NextAsync())!);
        }
    }

    [TestMethod]
    public async Task Headers_KeepProxiesFromHoldingEventsBack()
    {
        await using CometServer server = await StartAsync();
        using EventStream stream = await EventStream.OpenAsync(server, "subscribed[a]=0");
        Assert.AreEqual("no-store, no-transform", stream.Answer.Headers.CacheControl?.ToString());
        Assert.AreEqual("no", stream.Answer.Headers.GetValues("X-Accel-Buffering").Single());
    }

    [TestMethod]
    public async Task Streams_ByHttp2_ShareAConnection()
    {
        await using CometServer server = await CometServer.StartAsync(new() { OnSocket = true, Protocols = HttpProtocols.Http2, Store = new MemoryStore() });
        server.Client.DefaultRequestVersion = HttpVersion.Version20;
        using EventStream one = await EventStream.OpenAsync(server, "subscribed[a]=0");
        using EventStream other = await EventStream.OpenAsync(server, "subscribed[a]=0&subscribed[b]=0");
        await one.NextAsync();
        await other.NextAsync();
        Stamp stamp = await PublishAsync(server, "a", "1");
        Assert.StartsWith($"id: a={stamp}\n", await one.NextAsync());
        Assert.StartsWith($"id: a={stamp}&b=", await other.NextAsync());
    }

    [TestMethod]
    [DataRow("text/event-stream", "text/event-stream")]
    [DataRow("application/json", "application/json")]
    public async Task Head_GetsHeadersAndIsNotHeld(string accept, string type)
    {
        await using CometServer server = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, "/comet?subscribed[a]=0");
        request.Headers.Accept.ParseAdd(accept);
        using HttpResponseMessage answer = await server.Client.SendAsync(request, TestContext.CancellationToken).Within("the answer");
        Assert.AreEqual((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.AreEqual("", await answer.Content.ReadAsStringAsync(TestContext.CancellationToken));
        Assert.AreEqual(0, server.Held);
    }

    private static Task<CometServer> StartAsync() => CometServer.StartAsync(new() { Store = new MemoryStore() });

    private static string EventOf(string id, string data) => $"id: {id}\ndata: {data}";

    private static async Task AssertFirstBlockAsync(EventStream stream, string id)
    {
        string? first = await stream.NextAsync();
        Assert.MatchesRegex(@"^retry: [1-5]\d{3}\nid: ", first);
        Assert.AreEqual(id, first![(first.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
    }

    private ValueTask<Stamp> PublishAsync(CometServer server, string channel, string json) =>
        server.Core.PublishAsync(ChannelName.Parse(channel), new MessageDraft(MessageContent.Parse(System.Text.Encoding.UTF8.GetBytes(json))), TestContext.CancellationToken);
}
