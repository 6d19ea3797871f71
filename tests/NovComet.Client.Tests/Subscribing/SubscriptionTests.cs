using System.Diagnostics;
using System.Net;
using NovComet.Channels;
using NovComet.Client.Tests.Hosting;

namespace NovComet.Client.Tests.Subscribing;

/// <summary>The subscription against a gateway that does all that gateways, and what stands before them, may do.</summary>
[TestClass]
public sealed class SubscriptionTests
{
    private const string FirstBlock = "retry: 5\nid: a=1.000001&b=2.000002\n\n";

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task Subscribe_EventsOfEachKind_AreTold()
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(Answers.OpenStream(
            FirstBlock,
            Answers.Message("a", "3.000003", "{\"n\":1.50}", "a=3.000003&b=2.000002"),
            "id: a=3.000003&b=4.000004\ndata: {\"new\":[{}],\"channel\":\"b\",\"stamp\":4.000004}\n\n",
            "event: gap\nid: a=5.000005&b=4.000004\ndata: {\"channel\":\"a\",\"stamp\":5.000005}\n\n"));
        using CometClient client = Quick.Client(gateway.Endpoint);

        IReadOnlyList<CometEvent> events = await client.SubscribeAsync(["a", "b"], TestContext.CancellationToken).TakeAsync(3);

        Assert.AreSequenceEqual(["a 3.000003 {\"n\":1.50}", "b 4.000004", "a 5.000005 Gap"], events.Select(told => told.ToString()));
        Assert.AreSequenceEqual([EventKind.Message, EventKind.Signal, EventKind.Gap], events.Select(told => told.Kind));
        Assert.AreSequenceEqual(
            ["a=3.000003&b=2.000002", "a=3.000003&b=4.000004", "a=5.000005&b=4.000004"], events.Select(told => told.Cursor.ToString()));
        Assert.AreEqual("GET ?subscribed[a]=0&subscribed[b]=0", $"{gateway.Requests[0].Method} {gateway.Requests[0].Query}");
        Assert.AreEqual("text/event-stream", gateway.Requests[0].Header("Accept"));
    }

    [TestMethod]
    public async Task Subscribe_CutBeforeTheFirstEvent_GoesOnFromTheFirstBlock()
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(
            Answers.Stream(FirstBlock), Answers.OpenStream(FirstBlock, Answers.Message("a", "3.000003", "1")));
        using CometClient client = Quick.Client(gateway.Endpoint);

        await client.SubscribeAsync(["a", "b"], TestContext.CancellationToken).TakeAsync(1);

        Assert.AreEqual("?subscribed[a]=1.000001&subscribed[b]=2.000002", gateway.Requests[1].Query);
    }

    [TestMethod]
    public async Task Subscribe_CutBehindAnIdWhoseEventHasNotCome_DoesNotSkipIt()
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(
            Answers.Stream(FirstBlock, Answers.Message("a", "3.000003", "1"), "id: a=4.000004\ndata: {\"channel\":\"a\",\"stamp\":4.000004,\"data\":"),
            Answers.OpenStream(FirstBlock, Answers.Message("a", "4.000004", "2")));
        using CometClient client = Quick.Client(gateway.Endpoint);

        IReadOnlyList<CometEvent> events = await client.SubscribeAsync(["a"], TestContext.CancellationToken).TakeAsync(2);

        Assert.AreEqual("?subscribed[a]=3.000003", gateway.Requests[1].Query);
        Assert.AreEqual("a 4.000004 2", events[1].ToString());
    }

    [TestMethod]
    public async Task Subscribe_Heartbeat_MovesTheCursor()
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(
            Answers.Stream(FirstBlock, "id: a=7.000007\n\n"), Answers.OpenStream(FirstBlock, Answers.Message("a", "8.000008", "1")));
        using CometClient client = Quick.Client(gateway.Endpoint);

        await client.SubscribeAsync(["a"], TestContext.CancellationToken).TakeAsync(1);

        Assert.AreEqual("?subscribed[a]=7.000007", gateway.Requests[1].Query);
    }

    [TestMethod]
    [DataRow("data: nonsense\n\n")]
    [DataRow("id: a=9.000009\ndata: {\"channel\":\"a\",\"stamp\":9.000009,\"data\":[}\n\n")]
    [DataRow("id: a=9.000009\ndata: {\"channel\":\"\\ud800\",\"stamp\":9.000009}\n\n")]
    [DataRow("id: a=9.000009\ndata: {\"channel\":5,\"stamp\":9.000009}\n\n")]
    [DataRow("id: a=9.000009\ndata: {\"channel\":\"a\",\"stamp\":\"soon\"}\n\n")]
    [DataRow("id: a=9.000009\ndata: []\n\n")]
    [DataRow("id: a=9.000009\ndata: {\"channel\":\"a\"}\n\n")]
    public async Task Subscribe_EventThatIsGarbage_IsAskedForAgain_FromBeforeIt(string garbage)
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(
            Answers.OpenStream(FirstBlock, Answers.Message("a", "3.000003", "1") + garbage), Answers.OpenStream(FirstBlock, Answers.Message("a", "9.000009", "2")));
        using CometClient client = Quick.Client(gateway.Endpoint);

        IReadOnlyList<CometEvent> events = await client.SubscribeAsync(["a"], TestContext.CancellationToken).TakeAsync(2);

        Assert.AreEqual("?subscribed[a]=3.000003", gateway.Requests[1].Query);
        Assert.AreEqual("a 9.000009 2", events[1].ToString());
    }

    [TestMethod]
    public async Task Subscribe_IdThatIsGarbage_LeavesTheCursorWhereItWas()
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(
            Answers.Stream("id: nonsense\n\n"), Answers.OpenStream(FirstBlock, Answers.Message("a", "9.000009", "2")));
        using CometClient client = Quick.Client(gateway.Endpoint);

        await client.SubscribeAsync(Cursor.Parse("a=3.000003"), TestContext.CancellationToken).TakeAsync(1);

        Assert.AreEqual("?subscribed[a]=3.000003", gateway.Requests[1].Query);
    }

    [TestMethod]
    public async Task Subscribe_MissedHeartbeats_ConnectsAgain()
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(
            Answers.OpenStream(FirstBlock), Answers.OpenStream(FirstBlock, Answers.Message("a", "3.000003", "1")));
        using CometClient client = Quick.Client(gateway.Endpoint, options => options.SilenceLimit = TimeSpan.FromMilliseconds(300));

        await client.SubscribeAsync(["a"], TestContext.CancellationToken).TakeAsync(1);

        Assert.IsGreaterThanOrEqualTo(2, gateway.Requests.Count);
    }

    [TestMethod]
    public async Task Subscribe_ConsumerThatTakesItsTime_IsNotTakenForASilentGateway()
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(
            Answers.OpenStream(FirstBlock, Answers.Message("a", "3.000003", "1"), Answers.Message("a", "4.000004", "2")));
        var time = new ManualTime();
        using CometClient client = Quick.Client(gateway.Endpoint, options => options.TimeProvider = time);
        await using IAsyncEnumerator<CometEvent> events = client.SubscribeAsync(["a"], TestContext.CancellationToken).GetAsyncEnumerator(TestContext.CancellationToken);

        Assert.IsTrue(await events.MoveNextAsync().AsTask().Within("an event"));
        time.Advance(TimeSpan.FromHours(1));
        Assert.IsTrue(await events.MoveNextAsync().AsTask().Within("another"));

        Assert.AreEqual("a 4.000004 2", events.Current.ToString());
        Assert.HasCount(1, gateway.Requests);
    }

    [TestMethod]
    public async Task Subscribe_BlockWithoutEnd_IsGivenUp()
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(
            Answers.OpenStream(FirstBlock, "data: " + new string('x', 100_000)), Answers.OpenStream(FirstBlock, Answers.Message("a", "3.000003", "1")));
        using CometClient client = Quick.Client(gateway.Endpoint, options => options.MaxAnswerBytes = 50_000);

        await client.SubscribeAsync(["a"], TestContext.CancellationToken).TakeAsync(1);

        Assert.HasCount(2, gateway.Requests);
    }

    [TestMethod]
    public async Task Subscribe_RefusedForNow_WaitsAsLongAsItIsAsked()
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(
            Answers.Problem(503, "Full.", retryAfter: 1), Answers.OpenStream(FirstBlock, Answers.Message("a", "3.000003", "1")));
        using CometClient client = Quick.Client(gateway.Endpoint);

        long started = Stopwatch.GetTimestamp();
        await client.SubscribeAsync(["a"], TestContext.CancellationToken).TakeAsync(1);

        Assert.IsGreaterThanOrEqualTo(1, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    [TestMethod]
    [DataRow(400)]
    [DataRow(401)]
    [DataRow(403)]
    public async Task Subscribe_RefusedForGood_ThrowsTheSentence(int status)
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(Answers.Stream(FirstBlock), Answers.Problem(status, "Not you."));
        using CometClient client = Quick.Client(gateway.Endpoint);

        CometException refused = await Assert.ThrowsExactlyAsync<CometException>(() => client.SubscribeAsync(["a"], TestContext.CancellationToken).TakeAsync(1));
        Assert.AreEqual("Not you.", refused.Message);
        Assert.AreEqual((HttpStatusCode)status, refused.Status);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Subscribe_Cancelled_EndsAtOnce(bool whileWaiting)
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(whileWaiting ? Answers.Problem(503, "Full.", retryAfter: 600) : Answers.OpenStream(FirstBlock));
        using CometClient client = Quick.Client(gateway.Endpoint);
        using var cancel = new CancellationTokenSource();
        Task<IReadOnlyList<CometEvent>> reading = client.SubscribeAsync(["a"], cancel.Token).TakeAsync(1);
        await Eventually.IsTrueAsync(() => gateway.Requests.Count == 1, "the request");
        await cancel.CancelAsync();

        OperationCanceledException ended = await Assert.ThrowsAsync<OperationCanceledException>(() => reading);
        Assert.AreEqual(cancel.Token, ended.CancellationToken);
    }

    [TestMethod]
    public async Task Subscribe_ManyChannels_AsksByAForm()
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(Answers.OpenStream(FirstBlock, Answers.Message("a", "3.000003", "1")));
        using CometClient client = Quick.Client(gateway.Endpoint);

        await client.SubscribeAsync(Enumerable.Range(0, 64).Select(i => $"é{new string('x', 180)}{i}"), TestContext.CancellationToken).TakeAsync(1);

        Assert.AreEqual("POST ", $"{gateway.Requests[0].Method} {gateway.Requests[0].Query}");
        StringAssert.StartsWith(gateway.Requests[0].Body, "subscribed[%C3%A9xxx");
        Assert.AreEqual("text/event-stream", gateway.Requests[0].Header("Accept"));
    }

    [TestMethod]
    public void Subscribe_ToNothing_IsRefused()
    {
        using CometClient client = Quick.Client(new Uri("http://127.0.0.1:1/comet"));
        Assert.ThrowsExactly<ArgumentException>(() => client.SubscribeAsync(Array.Empty<string>()));
        Assert.ThrowsExactly<ArgumentException>(() => client.SubscribeAsync(["a\n"]));
    }
}
