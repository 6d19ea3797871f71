using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NovComet.Channels;
using NovComet.Client.Tests.Hosting;

namespace NovComet.Client.Tests.EndToEnd;

/// <summary>The client and the gateway, as they meet in an application.</summary>
[TestClass]
public sealed class GatewayTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task PublishAndSubscribe_OverHttp_TellWhatWasPublished()
    {
        using var directory = new TemporaryDirectory();
        await using RealGateway gateway = await RealGateway.StartAsync(directory);
        using CometClient client = Quick.Client(gateway.Endpoint);
        Cursor earliest = new(new ChannelPosition(ChannelName.Parse("a/é"), Position.Earliest));

        Stamp message = await client.PublishAsync("a/é", MessageContent.Parse("{\"n\":1.50}"u8), cancellationToken: TestContext.CancellationToken);
        Stamp text = await client.PublishAsync("a/é", "hi", TestContext.CancellationToken);
        Task<IReadOnlyList<CometEvent>> told = client.SubscribeAsync(earliest, TestContext.CancellationToken).TakeAsync(2);

        Assert.AreSequenceEqual([$"a/é {message} {{\"n\":1.50}}", $"a/é {text} \"hi\""], (await told).Select(e => e.ToString()));
    }

    [TestMethod]
    public async Task Publish_WithTheKeyOfAnotherPublish_IsThatMessage()
    {
        using var directory = new TemporaryDirectory();
        await using RealGateway gateway = await RealGateway.StartAsync(directory);
        using CometClient client = Quick.Client(gateway.Endpoint);
        var once = new PublishSettings { IdempotencyKey = "once" };

        Stamp first = await client.PublishAsync("a", MessageContent.FromText("x"), once, TestContext.CancellationToken);
        Assert.AreEqual(first, await client.PublishAsync("a", MessageContent.FromText("x"), once, TestContext.CancellationToken));
    }

    [TestMethod]
    public async Task Subscribe_WithACursorThatWasWrittenDown_GoesOnThere()
    {
        using var directory = new TemporaryDirectory();
        await using RealGateway gateway = await RealGateway.StartAsync(directory);
        using CometClient client = Quick.Client(gateway.Endpoint);
        for (int i = 0; i < 5; i++) await gateway.Comet.PublishAsync("a", Number(i), cancellationToken: TestContext.CancellationToken);

        IReadOnlyList<CometEvent> before = await client.SubscribeAsync(Cursor.Parse("a=earliest&b=0"), TestContext.CancellationToken).TakeAsync(2);
        string written = before[1].Cursor.ToString();
        await gateway.Comet.TouchAsync("b", TestContext.CancellationToken);

        IReadOnlyList<CometEvent> after = await client.SubscribeAsync(Cursor.Parse(written), TestContext.CancellationToken).TakeAsync(4);
        Assert.AreSequenceEqual([2, 3, 4], after.Where(e => e.Kind == EventKind.Message).Select(NumberOf));
        Assert.AreEqual("b", after.Single(e => e.Kind == EventKind.Signal).Channel);
    }

    [TestMethod]
    public async Task Subscribe_GatewayThatIsStoppedAndStartedAgain_MissesNothing()
    {
        using var directory = new TemporaryDirectory();
        RealGateway gateway = await RealGateway.StartAsync(directory);
        int port = gateway.Port;
        using CometClient client = Quick.Client(gateway.Endpoint);
        await gateway.Comet.PublishAsync("a", Number(0), cancellationToken: TestContext.CancellationToken);
        var seen = new Seen(client.SubscribeAsync(Cursor.Parse("a=earliest"), TestContext.CancellationToken));
        await seen.HasAsync(1);
        await gateway.DisposeAsync();

        await using RealGateway again = await RealGateway.StartAsync(directory, port);
        for (int i = 1; i < 20; i++) await again.Comet.PublishAsync("a", Number(i), cancellationToken: TestContext.CancellationToken);

        await seen.HasAsync(20);
        seen.IsWhole();
    }

    [TestMethod]
    public async Task Subscribe_ConnectionsCutAtRandom_AndMovedBetweenTwoGateways_MissesNothing()
    {
        const int Count = 400;
        int count = Count * TestSettings.Soak;
        using var directory = new TemporaryDirectory();
        await using RealGateway one = await RealGateway.StartAsync(directory, options: o => o.Retention.Messages = 100_000);
        await using RealGateway two = await RealGateway.StartAsync(directory, options: o => o.Retention.Messages = 100_000);
        await using var proxy = new CuttableProxy(one.Port);
        using CometClient client = Quick.Client(proxy.Endpoint);
        var seen = new Seen(client.SubscribeAsync(Cursor.Parse("a=earliest&b=0&%40all=0"), TestContext.CancellationToken));

        var random = new Random(7);
        for (int i = 0; i < count; i++)
        {
            RealGateway publisher = random.Next(2) == 0 ? one : two;
            await publisher.Comet.PublishAsync("a", Number(i), cancellationToken: TestContext.CancellationToken);
            if (random.Next(20) == 0)
            {
                proxy.Target = random.Next(2) == 0 ? one.Port : two.Port;
                int before = proxy.Cut();
                if (random.Next(2) == 0) await Eventually.IsTrueAsync(() => proxy.Connections > before || seen.IsOver, "it connects again");
            }
        }

        await seen.HasAsync(count);
        seen.IsWhole();
        Assert.IsGreaterThan(5, proxy.Connections);
    }

    [TestMethod]
    public async Task Subscribe_ByLongPoll_MissesNothing()
    {
        using var directory = new TemporaryDirectory();
        await using RealGateway gateway = await RealGateway.StartAsync(directory, middleware: app => app.Use((HttpContext context, RequestDelegate next) =>
        {
            // What a proxy does that knows no streams.
            context.Request.Headers.Accept = "";
            return next(context);
        }));
        using CometClient client = Quick.Client(gateway.Endpoint, options => options.StreamStartLimit = TimeSpan.FromMilliseconds(300));
        await gateway.Comet.PublishAsync("a", Number(0), cancellationToken: TestContext.CancellationToken);
        var seen = new Seen(client.SubscribeAsync(Cursor.Parse("a=earliest"), TestContext.CancellationToken));

        for (int i = 1; i < 50; i++) await gateway.Comet.PublishAsync("a", Number(i), cancellationToken: TestContext.CancellationToken);

        await seen.HasAsync(50);
        seen.IsWhole();
    }

    [TestMethod]
    public async Task Subscribe_ToMoreThanARequestLineHolds_IsServed()
    {
        using var directory = new TemporaryDirectory();
        await using RealGateway gateway = await RealGateway.StartAsync(directory);
        using CometClient client = Quick.Client(gateway.Endpoint);
        string[] channels = [.. Enumerable.Range(0, 64).Select(i => $"{new string('x', 180)}{i}")];
        await gateway.Comet.PublishAsync(channels[63], Number(1), cancellationToken: TestContext.CancellationToken);
        var cursor = new Cursor([.. channels.Select(name => new ChannelPosition(ChannelName.Parse(name), Position.Earliest))]);

        IReadOnlyList<CometEvent> events = await client.SubscribeAsync(cursor, TestContext.CancellationToken).TakeAsync(1);

        Assert.AreEqual(channels[63], events[0].Channel);
        Assert.HasCount(64, events[0].Cursor);
    }

    [TestMethod]
    public async Task Subscribe_ConsumerThatStops_IsNotReadFor_AndLaterGetsAGap()
    {
        const int Bytes = 50_000;
        using var directory = new TemporaryDirectory();
        await using RealGateway gateway = await RealGateway.StartAsync(directory, options: o => o.Retention.Messages = 5);
        using CometClient client = Quick.Client(gateway.Endpoint);
        MessageContent large = MessageContent.FromText(new string('x', Bytes));
        await gateway.Comet.PublishAsync("a", large, cancellationToken: TestContext.CancellationToken);
        await using IAsyncEnumerator<CometEvent> events = client.SubscribeAsync(Cursor.Parse("a=earliest"), TestContext.CancellationToken).GetAsyncEnumerator(TestContext.CancellationToken);
        Assert.IsTrue(await events.MoveNextAsync().AsTask().Within("the first"));

        // Far more than sockets hold. It waits at the gateway, and falls off there.
        const int Count = 600;
        for (int i = 0; i < Count; i++) await gateway.Comet.PublishAsync("a", large, cancellationToken: TestContext.CancellationToken);
        Stamp last = await gateway.Comet.PublishAsync("a", Number(1), cancellationToken: TestContext.CancellationToken);

        List<CometEvent> rest = [];
        while (rest.Count == 0 || rest[^1].Stamp != last)
        {
            Assert.IsTrue(await events.MoveNextAsync().AsTask().Within("the next"));
            rest.Add(events.Current);
        }

        Assert.IsTrue(rest.Any(e => e.Kind == EventKind.Gap));
        Assert.IsLessThan(Count, rest.Count);
        Assert.IsTrue(rest.Zip(rest.Skip(1)).All(pair => pair.First.Stamp < pair.Second.Stamp));
    }

    private static MessageContent Number(int number) => MessageContent.Parse(System.Text.Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)));

    private static int NumberOf(CometEvent told) => int.Parse(told.Json.Span, CultureInfo.InvariantCulture);

    /// <summary>What a subscriber sees, while it goes on.</summary>
    private sealed class Seen
    {
        private readonly ConcurrentQueue<CometEvent> _told = new();
        private readonly Task _reading;

        public Seen(IAsyncEnumerable<CometEvent> events) => _reading = Task.Run(async () =>
        {
            await foreach (CometEvent told in events) _told.Enqueue(told);
        });

        public bool IsOver => _reading.IsCompleted;

        public async Task HasAsync(int count)
        {
            await Eventually.IsTrueAsync(() => _told.Count >= count || _reading.IsCompleted, $"{count} events");
            if (_reading.IsCompleted) await _reading;
        }

        /// <summary>Each message once, in order, no gap.</summary>
        public void IsWhole()
        {
            Assert.IsTrue(_told.All(e => e.Kind == EventKind.Message));
            Assert.AreSequenceEqual(Enumerable.Range(0, _told.Count), _told.Select(NumberOf));
        }
    }
}
