using System.Net;
using System.Net.Http.Headers;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Transports;

/// <summary>The answers byte for byte, as pages of the original read them.</summary>
[TestClass]
public sealed class LongPollAnswerTests
{
    [TestMethod]
    [DataRow("subscribed[a]=0.000001&subscribed[b]=2.5", """{"s":0}""", DisplayName = "nothing changed, stamps of ours only")]
    [DataRow("subscribed[a]=0&subscribed[b]=2.5", """{"s":0,"t":{"a":0.000001}}""", DisplayName = "nothing changed: t only for the one without a stamp of ours")]
    [DataRow("subscribed[b]=2.5&subscribed[a]=1&subscribed[c]=-1", """{"s":0,"t":{"a":0.000001,"c":3.000001}}""", DisplayName = "t in the order of the question")]
    [DataRow("subscribed[b]=2.4&subscribed[c]=3.000001", """{"s":1,"k":{"b":2.500000}}""", DisplayName = "k has the changed channel only")]
    [DataRow("subscribed[b]=2.4&subscribed[c]=0", """{"s":1,"k":{"b":2.500000},"t":{"c":3.000001}}""", DisplayName = "t also where another one changed")]
    [DataRow("subscribed[b]=2&subscribed[c]=2", """{"s":1,"k":{"b":2.500000,"c":3.000001},"t":{"b":2.500000,"c":3.000001}}""", DisplayName = "clocks behind")]
    [DataRow("subscribed[a]=1.5", """{"s":1,"k":{"a":0.000001}}""", DisplayName = "a file that went away is a change")]
    public async Task Answer_ToACursor_IsExactlyThis(string query, string expected)
    {
        await using CometServer server = await CometServer.StartAsync(new() { Options = CometServer.ShortHold });
        server.Give("b", Stamp.FromMicroseconds(2_500_000));
        server.Give("c", Stamp.FromMicroseconds(3_000_000));
        Assert.AreEqual(expected, await server.GetStringAsync(query));
    }

    [TestMethod]
    public async Task Answer_Always_HasItsHeaders()
    {
        await using CometServer server = await CometServer.StartAsync(new() { OnSocket = true, Options = CometServer.ShortHold });
        RawAnswer answer = await RawHttp.GetAsync(server, "?subscribed[a]=0");
        Assert.AreEqual("application/json; charset=utf-8", answer.Header("Content-Type"));
        Assert.AreEqual("no-store", answer.Header("Cache-Control"));
        Assert.AreEqual($"{answer.Body.Length}", answer.Header("Content-Length"));
    }

    [TestMethod]
    public async Task Answer_FedBackAsACursor_LosesNothingAndRepeatsNothing()
    {
        await using CometServer server = await CometServer.StartAsync(new() { Options = CometServer.ShortHold });
        for (int i = 0; i < 50; i++)
        {
            using HttpResponseMessage published = await server.Client.GetAsync("/comet?publish=a");
            string stamp = published.Headers.GetValues("Comet-Stamp").Single();
            Assert.AreEqual($$$"""{"s":1,"k":{"a":{{{stamp}}}}}""", await server.GetStringAsync("subscribed[a]=1.5"));
            if (i % 10 == 0) Assert.AreEqual("""{"s":0}""", await server.GetStringAsync($"subscribed[a]={stamp}"));
        }
    }

    [TestMethod]
    public async Task Answer_ToManyHeldPolls_IsTheSameForEach()
    {
        await using CometServer server = await CometServer.StartAsync();
        Task<string>[] polls = [.. Enumerable.Range(0, 100).Select(_ => server.GetStringAsync("subscribed[a]=0.000001"))];
        await Eventually.IsTrueAsync(() => server.Held == polls.Length, "all are held");
        Stamp stamp = server.Touch("a");
        foreach (Task<string> poll in polls) Assert.AreEqual($$$"""{"s":1,"k":{"a":{{{stamp}}}}}""", await poll.Within("the answer"));
    }

    [TestMethod]
    public async Task Publish_Acknowledged_GivesTheStampThatAPollTells()
    {
        await using CometServer server = await CometServer.StartAsync(new() { Options = CometServer.ShortHold });
        using HttpResponseMessage answer = await server.Client.PostAsync("/comet?publish=a", content: null);
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.AreEqual("true", await answer.Content.ReadAsStringAsync());
        Assert.AreEqual(MediaTypeHeaderValue.Parse("application/json; charset=utf-8"), answer.Content.Headers.ContentType);
        Assert.IsTrue(answer.Headers.CacheControl?.NoStore);
        string stamp = answer.Headers.GetValues("Comet-Stamp").Single();
        Assert.MatchesRegex(@"^\d{10}\.\d{6}$", stamp);
        Assert.AreEqual("""{"s":0}""", await server.GetStringAsync($"subscribed[a]={stamp}"));
    }
}
