using System.Net;
using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Chat;

/// <summary>What the chat lets whom do, asked past its page.</summary>
[TestClass]
public sealed class ChatTests
{
    [TestMethod]
    public async Task Name_ThatAnotherBrowserHas_IsRefused_UntilItIsGivenBack()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        using var ann = new ChatGuest(gateway);
        using var other = new ChatGuest(gateway);

        await IsAsync(HttpStatusCode.OK, ann.TakeNameAsync("Ann"));
        await IsAsync(HttpStatusCode.OK, ann.TakeNameAsync("Ann"));
        await IsAsync(HttpStatusCode.Conflict, other.TakeNameAsync("aNN"));
        await IsAsync(HttpStatusCode.BadRequest, other.TakeNameAsync("<b>"));
        await IsAsync(HttpStatusCode.BadRequest, other.TakeNameAsync(new string('Ⱥ', 30)));
        await IsAsync(HttpStatusCode.OK, ann.LeaveAsync());
        await IsAsync(HttpStatusCode.OK, other.TakeNameAsync("ann"));
    }

    [TestMethod]
    public async Task Name_OutlivesTheGateway()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess first = await GatewayProcess.StartAsync(directory);
        using var ann = new ChatGuest(first);
        await IsAsync(HttpStatusCode.OK, ann.TakeNameAsync("Ann"));

        await first.KillAsync();
        await using GatewayProcess second = await GatewayProcess.StartAsync(directory);
        ann.MoveTo(second);
        using var other = new ChatGuest(second);

        StringAssert.StartsWith(await ann.WhoAmIAsync(), "{\"name\":\"Ann\",");
        await IsAsync(HttpStatusCode.Conflict, other.TakeNameAsync("Ann"));
    }

    [TestMethod]
    public async Task Message_SaysWhoSentIt_WhateverThePageSays()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        using var ann = new ChatGuest(gateway);
        await IsAsync(HttpStatusCode.Unauthorized, ann.SayAsync("lobby", "Nobody says this"));
        await ann.TakeNameAsync("Ann");

        await IsAsync(HttpStatusCode.NoContent, ann.SayAsync("lobby", "Grüße <b>", "k1"));
        await IsAsync(HttpStatusCode.NoContent, ann.SayAsync("lobby", "Grüße <b>", "k1"));
        using HttpResponseMessage forged = await gateway.Client.Http.PostAsync(
            new Uri("/comet?publish=chat.lobby", UriKind.Relative), new StringContent("""{"from":"Bob","text":"forged"}""", null, "application/json"));

        Assert.AreEqual(HttpStatusCode.Unauthorized, forged.StatusCode);
        string[] kept = await File.ReadAllLinesAsync(directory.FileOf("chat.lobby"));
        Assert.HasCount(1, kept.Where(line => line.Contains("text")));
        StringAssert.Contains(kept[^1], """{"from":"Ann","text":"Grüße <b>","id":"k1"}""");
    }

    [TestMethod]
    public async Task PrivateMessage_IsForBothOfThemAlone()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        using var ann = new ChatGuest(gateway);
        using var bob = new ChatGuest(gateway);
        using var eve = new ChatGuest(gateway);
        foreach ((ChatGuest guest, string name) in new[] { (ann, "Ann"), (bob, "Bob"), (eve, "Eve") }) await guest.TakeNameAsync(name);

        await IsAsync(HttpStatusCode.NoContent, ann.SayToAsync("Bob", "for you"));
        await IsAsync(HttpStatusCode.NotFound, ann.SayToAsync("Nobody", "lost"));

        foreach (ChatGuest one in new[] { ann, bob })
        {
            using HttpResponseMessage own = await one.ReadAsync("@me");
            StringAssert.Contains(await own.Content.ReadAsStringAsync(), """{"from":"Ann","to":"Bob","text":"for you"}""");
        }

        await IsAsync(HttpStatusCode.Forbidden, eve.ReadAsync("@user." + await bob.IdAsync()));
    }

    [TestMethod]
    public async Task PrivateMessage_ToWhoeverHasTheNameNow_DoesNotReachWhoHadIt()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        using var former = new ChatGuest(gateway);
        using var next = new ChatGuest(gateway);
        using var bob = new ChatGuest(gateway);
        await former.TakeNameAsync("Ann");
        await bob.TakeNameAsync("Bob");
        using ChatStream stream = await former.StreamAsync("@me", "chat.lobby");
        await IsAsync(HttpStatusCode.NoContent, bob.SayToAsync("Ann", "to the first"));
        await stream.ReadsUpToAsync("to the first");

        await IsAsync(HttpStatusCode.OK, former.LeaveAsync());
        await IsAsync(HttpStatusCode.OK, next.TakeNameAsync("Ann"));
        await IsAsync(HttpStatusCode.NoContent, bob.SayToAsync("Ann", "to the second"));
        await IsAsync(HttpStatusCode.NoContent, bob.SayAsync("lobby", "to all"));

        Assert.DoesNotContain("to the second", await stream.ReadsUpToAsync("to all"));
        using HttpResponseMessage own = await next.ReadAsync("@me");
        string kept = await own.Content.ReadAsStringAsync();
        StringAssert.Contains(kept, "to the second");
        Assert.DoesNotContain("to the first", kept);
    }

    [TestMethod]
    public async Task PrivateMessage_ToANameInOtherLetters_Arrives()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        using var ann = new ChatGuest(gateway);
        using var bob = new ChatGuest(gateway);
        await ann.TakeNameAsync("Ann");
        await bob.TakeNameAsync("Bob");

        await IsAsync(HttpStatusCode.OK, ann.TakeNameAsync("ANN"));
        await IsAsync(HttpStatusCode.NoContent, ann.SayToAsync("BOB", "for you"));

        using HttpResponseMessage own = await bob.ReadAsync("@me");
        StringAssert.Contains(await own.Content.ReadAsStringAsync(), """{"from":"Ann","to":"Bob","text":"for you"}""");
    }

    [TestMethod]
    public async Task Message_WithTooMuchInIt_IsRefused()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        using var ann = new ChatGuest(gateway);
        await ann.TakeNameAsync("Ann");

        await IsAsync(HttpStatusCode.NoContent, ann.SayAsync("lobby", new string('x', 2000)));
        await IsAsync(HttpStatusCode.BadRequest, ann.SayAsync("lobby", new string('x', 2001)));
        await IsAsync(HttpStatusCode.RequestEntityTooLarge, ann.SayAsync("lobby", new string('x', 40_000)));
        await IsAsync(HttpStatusCode.RequestEntityTooLarge, ann.TakeNameAsync(new string('x', 40_000)));
        await IsAsync(HttpStatusCode.BadRequest, ann.SayAsync("lobby", " \n "));
        await IsAsync(HttpStatusCode.NotFound, ann.SayAsync("<room>", "text"));
    }

    [TestMethod]
    public async Task Messages_TooFast_AreRefusedForNow()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        using var ann = new ChatGuest(gateway);
        await ann.TakeNameAsync("Ann");

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => ann.SayAsync("lobby", $"{i}")));

        Assert.Contains(HttpStatusCode.NoContent, answers.Select(answer => answer.StatusCode));
        HttpResponseMessage refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.IsNotNull(refused.Headers.RetryAfter);
    }

    [TestMethod]
    public async Task Pages_SwitchedOff_AreNotThere()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory, "--NovComet:Pages=false");

        foreach (string path in new[] { "/", "/chat/", "/chat/me", "/board/" })
        {
            using HttpResponseMessage answer = await gateway.Client.Http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.AreEqual(HttpStatusCode.NotFound, answer.StatusCode, path);
        }

        await gateway.Client.PublishAsync("chat.lobby");
    }

    private static async Task IsAsync(HttpStatusCode expected, Task<HttpResponseMessage> asked)
    {
        using HttpResponseMessage answer = await asked;
        Assert.AreEqual(expected, answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
