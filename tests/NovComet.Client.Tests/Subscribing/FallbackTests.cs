using Microsoft.AspNetCore.Http;
using NovComet.Channels;
using NovComet.Client.Tests.Hosting;

namespace NovComet.Client.Tests.Subscribing;

/// <summary>Where something in between breaks streams, the subscription goes by long-polling.</summary>
[TestClass]
public sealed class FallbackTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task Subscribe_AnswerThatIsNoStream_PollsFromWhereItStands()
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(
            Answers.Json("{}"),
            Answers.Json("""{"s":0,"t":{"a":1.000001}}"""),
            Answers.Json("""{"s":1,"k":{"a":3.000003},"m":{"a":[{"t":2.000002,"d":"x"},{"t":3.000003,"d":"y"}]}}"""),
            Answers.Json("""{"s":1,"k":{"a":4.000004}}"""));
        using CometClient client = Quick.Client(gateway.Endpoint);

        IReadOnlyList<CometEvent> events = await client.SubscribeAsync(["a"], TestContext.CancellationToken).TakeAsync(3);

        Assert.AreSequenceEqual(["a 2.000002 \"x\"", "a 3.000003 \"y\"", "a 4.000004"], events.Select(told => told.ToString()));
        Assert.AreSequenceEqual(
            ["?subscribed[a]=0", "?subscribed[a]=0", "?subscribed[a]=1.000001", "?subscribed[a]=3.000003"], gateway.Requests.Select(request => request.Query));
        Assert.AreEqual("application/json", gateway.Requests[1].Header("Accept"));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Subscribe_StreamThatDoesNotBegin_Polls(bool hasHeaders)
    {
        Func<HttpContext, Task> silence = hasHeaders ? Answers.OpenStream(": nothing yet\n") : Answers.SilentAsync;
        Func<HttpContext, Task> answer = Answers.Json("""{"s":1,"k":{"a":4.000004}}""");
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(
            context => context.Request.Headers.Accept == "text/event-stream" ? silence(context) : answer(context));
        using CometClient client = Quick.Client(gateway.Endpoint, options => options.StreamStartLimit = TimeSpan.FromMilliseconds(300));

        IReadOnlyList<CometEvent> events = await client.SubscribeAsync(["a"], TestContext.CancellationToken).TakeAsync(1);

        Assert.AreEqual("a 4.000004", events[0].ToString());
    }

    [TestMethod]
    public async Task Subscribe_AfterTenMinutesOfPolling_TriesAStreamAgain()
    {
        var time = new ManualTime();
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(
            Answers.Json("{}"), Answers.Json("""{"s":1,"k":{"a":4.000004}}"""), Answers.OpenStream("id: a=5.000005\n\n", Answers.Message("a", "6.000006", "1")));
        using CometClient client = Quick.Client(gateway.Endpoint, options => options.TimeProvider = time);
        await using IAsyncEnumerator<CometEvent> events = client.SubscribeAsync(["a"], TestContext.CancellationToken).GetAsyncEnumerator(TestContext.CancellationToken);

        Assert.IsTrue(await events.MoveNextAsync().AsTask().Within("the poll's event"));
        time.Advance(TimeSpan.FromMinutes(11));
        Assert.IsTrue(await events.MoveNextAsync().AsTask().Within("the stream's event"));

        Assert.AreEqual("a 6.000006 1", events.Current.ToString());
        Assert.AreEqual("text/event-stream", gateway.Requests[2].Header("Accept"));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("[]")]
    [DataRow("{}")]
    [DataRow("{\"s\":1,\"k\":[]}")]
    [DataRow("{\"s\":1,\"k\":{\"a\":\"x\"}}")]
    [DataRow("{\"s\":1,\"k\":{\"\":1.5}}")]
    [DataRow("{\"s\":1,\"k\":{\"\\ud800\":1.5}}")]
    [DataRow("{\"s\":1,\"k\":{\"a\":1.5},\"m\":{\"a\":[{\"t\":1.5}]}}")]
    [DataRow("{\"s\":1,\"k\":{\"a\":1.5},\"g\":[5]}")]
    [DataRow("too long")]
    public async Task Poll_AnswerThatIsGarbage_IsAskedForAgain(string garbage)
    {
        string answer = garbage == "too long" ? $$"""{"s":0,"x":"{{new string('x', 5000)}}"}""" : garbage;
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(
            Answers.Json("{}"), Answers.Json(answer), Answers.Json("""{"s":1,"k":{"a":4.000004}}"""));
        using CometClient client = Quick.Client(gateway.Endpoint, options => options.MaxAnswerBytes = 4096);

        IReadOnlyList<CometEvent> events = await client.SubscribeAsync(Cursor.Parse("a=1.000001"), TestContext.CancellationToken).TakeAsync(1);

        Assert.AreEqual("a 4.000004", events[0].ToString());
        Assert.AreEqual("?subscribed[a]=1.000001", gateway.Requests[2].Query);
    }
}
