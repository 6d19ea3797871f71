using System.Net;
using NovComet.Channels;
using NovComet.Client.Tests.Hosting;

namespace NovComet.Client.Tests.Publishing;

[TestClass]
public sealed class PublishTests
{
    private const string Stamp = "1732089600.123456";

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task Publish_Content_GoesAsItIs_AndTheStampComesBack()
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(Answers.Published(Stamp));
        using CometClient client = Quick.Client(gateway.Endpoint);

        Stamp stamp = await client.PublishAsync("a&b é", MessageContent.Parse("{ \"n\": 1.50 }"u8), new PublishSettings { Except = "0123456789abcdef" }, TestContext.CancellationToken);
        await client.PublishAsync("a", "text", TestContext.CancellationToken);
        await client.PublishAsync("a", new Order(7), Json.Default.Order, TestContext.CancellationToken);
        await client.TouchAsync("a", TestContext.CancellationToken);

        Assert.AreEqual(Stamp, stamp.ToString());
        SeenRequest first = gateway.Requests[0];
        Assert.AreEqual("POST ?publish=a&b é&except=0123456789abcdef", $"{first.Method} {first.Query}");
        Assert.AreEqual("application/json; charset=utf-8", first.Header("Content-Type"));
        Assert.AreSequenceEqual(["{\"n\":1.50}", "\"text\"", "{\"Id\":7}", ""], gateway.Requests.Select(request => request.Body));
        Assert.IsNull(gateway.Requests[3].Header("Idempotency-Key"));
        Assert.IsNull(first.Header("Authorization"));
    }

    [TestMethod]
    public async Task Publish_TroubleOnTheWay_IsTriedAgainWithTheSameKey()
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(
            Answers.AbortAsync, Answers.Problem(503, "Draining."), Answers.Problem(429, "Slowly.", 0), Answers.Published(Stamp));
        using CometClient client = Quick.Client(gateway.Endpoint);

        Assert.AreEqual(Stamp, (await client.PublishAsync("a", "x", TestContext.CancellationToken)).ToString());
        Assert.HasCount(4, gateway.Requests);
        string? key = gateway.Requests.Select(request => request.Header("Idempotency-Key")).Distinct().Single();
        Assert.AreEqual(32, key?.Length);
        Assert.IsTrue(gateway.Requests.All(request => request.Body == "\"x\""));
    }

    [TestMethod]
    public async Task Publish_AnswerThatNeverComes_IsTriedAgain()
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(Answers.SilentAsync, Answers.Published(Stamp));
        using CometClient client = Quick.Client(gateway.Endpoint, options => options.PublishTimeout = TimeSpan.FromMilliseconds(300));

        Assert.AreEqual(Stamp, (await client.TouchAsync("a", TestContext.CancellationToken)).ToString());
    }

    [TestMethod]
    [DataRow(400)]
    [DataRow(403)]
    [DataRow(413)]
    [DataRow(507)]
    public async Task Publish_Refused_ThrowsTheSentence_AndIsNotTriedAgain(int status)
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(Answers.Problem(status, "Change this."));
        using CometClient client = Quick.Client(gateway.Endpoint);

        CometException refused = await Assert.ThrowsExactlyAsync<CometException>(() => client.PublishAsync("a", "x", TestContext.CancellationToken));
        Assert.AreEqual("Change this.", refused.Message);
        Assert.AreEqual((HttpStatusCode)status, refused.Status);
        Assert.HasCount(1, gateway.Requests);
    }

    [TestMethod]
    public async Task Publish_TroubleThatStays_EndsAfterTheAttempts()
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(Answers.Problem(503, "Draining."));
        using CometClient client = Quick.Client(gateway.Endpoint, options => options.PublishAttempts = 3);

        CometException failed = await Assert.ThrowsExactlyAsync<CometException>(() => client.PublishAsync("a", "x", TestContext.CancellationToken));
        StringAssert.Contains(failed.Message, "3 times");
        StringAssert.Contains(failed.Message, "Draining.");
        Assert.AreEqual(HttpStatusCode.ServiceUnavailable, failed.Status);
        Assert.HasCount(3, gateway.Requests);
    }

    [TestMethod]
    public async Task Publish_GatewayThatAsksForALongWait_FailsAtOnce()
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(Answers.Problem(429, "Too many.", retryAfter: 600));
        using CometClient client = Quick.Client(gateway.Endpoint);

        await Assert.ThrowsExactlyAsync<CometException>(() => client.PublishAsync("a", "x", TestContext.CancellationToken));
        Assert.HasCount(1, gateway.Requests);
    }

    [TestMethod]
    public async Task Publish_SomethingThatIsNoGateway_SaysSo()
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(Answers.Json("{}"));
        using CometClient client = Quick.Client(gateway.Endpoint);

        CometException failed = await Assert.ThrowsExactlyAsync<CometException>(() => client.TouchAsync("a", TestContext.CancellationToken));
        StringAssert.Contains(failed.Message, "is not the URL of a NovComet gateway");
    }

    [TestMethod]
    public async Task Publish_WithATokenProvider_AsksItEachTime()
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(Answers.AbortAsync, Answers.Published(Stamp));
        int asked = 0;
        using CometClient client = Quick.Client(gateway.Endpoint, options => options.Token = _ => new($"t{++asked}"));

        await client.TouchAsync("a", TestContext.CancellationToken);
        Assert.AreSequenceEqual(["Bearer t1", "Bearer t2"], gateway.Requests.Select(request => request.Header("Authorization")));
    }

    [TestMethod]
    public async Task Publish_Cancelled_EndsAtOnce()
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync(Answers.SilentAsync);
        using CometClient client = Quick.Client(gateway.Endpoint);
        using var cancel = new CancellationTokenSource();
        Task<Stamp> publish = client.PublishAsync("a", "x", cancel.Token);
        await Eventually.IsTrueAsync(() => gateway.Requests.Count == 1, "the request");
        await cancel.CancelAsync();

        OperationCanceledException ended = await Assert.ThrowsAsync<OperationCanceledException>(() => publish.Within("the end"));
        Assert.AreEqual(cancel.Token, ended.CancellationToken);
    }

    [TestMethod]
    public async Task Publish_NameThatCannotBe_IsRefusedBeforeItIsSent()
    {
        using CometClient client = Quick.Client(new Uri("http://127.0.0.1:1/comet"));
        await Assert.ThrowsExactlyAsync<ArgumentException>(async () => await client.TouchAsync("a\n", TestContext.CancellationToken));
    }

    [TestMethod]
    public void Constructor_WhatCannotWork_IsRefused()
    {
        using var http = new HttpClient();
        Assert.ThrowsExactly<ArgumentException>(() => new CometClient(http));
        var endpoint = new Uri("http://localhost/comet");
        Assert.ThrowsExactly<ArgumentException>(() => new CometClient(endpoint, new CometClientOptions { ReconnectDelay = TimeSpan.Zero }));
        Assert.ThrowsExactly<ArgumentException>(() => new CometClient(endpoint, new CometClientOptions { PublishAttempts = 0 }));
        Assert.ThrowsExactly<ArgumentException>(() => new CometClient(endpoint, new CometClientOptions { MaxAnswerBytes = 100 }));
    }
}
