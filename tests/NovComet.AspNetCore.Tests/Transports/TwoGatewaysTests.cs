using System.Text.Json;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Transports;

/// <summary>Two gateways on one directory are one gateway: a cursor of the one is a cursor of the other.</summary>
[TestClass]
public sealed class TwoGatewaysTests
{
    [TestMethod]
    public async Task Publish_ThroughOne_WakesThePollAtTheOther()
    {
        using var directory = new TemporaryDirectory();
        await using CometServer one = await StartAsync(directory);
        await using CometServer other = await StartAsync(directory);
        Task<HttpResponseMessage> poll = await other.HoldAsync("subscribed[a]=0.000001");
        using HttpResponseMessage published = await one.Client.GetAsync("/comet?publish=a");
        string stamp = published.Headers.GetValues("Comet-Stamp").Single();
        Assert.AreEqual($$$"""{"s":1,"k":{"a":{{{stamp}}}}}""", await (await poll.Within("the answer")).Content.ReadAsStringAsync());
    }

    [TestMethod]
    public async Task Cursor_CarriedBetweenThem_MissesNoChangeAndRepeatsNone()
    {
        using var directory = new TemporaryDirectory();
        await using CometServer one = await StartAsync(directory);
        await using CometServer other = await StartAsync(directory);
        string has = "0";
        for (int turn = 0; turn < 40; turn++)
        {
            (CometServer asked, CometServer published) = turn % 2 == 0 ? (one, other) : (other, one);
            if (turn > 0)
            {
                Task<HttpResponseMessage> held = await asked.HoldAsync($"subscribed[a]={has}");
                Assert.IsFalse(held.IsCompleted, "nothing is told twice");
                Stamp stamp = turn % 4 < 2 ? published.Touch("a") : await published.Core.TouchAsync("a");
                has = StampIn(await (await held.Within("the answer")).Content.ReadAsStringAsync());
                Assert.AreEqual($"{stamp}", has);
            }

            // Between two polls, when nobody is held.
            Stamp missed = asked.Touch("a");
            has = StampIn(await published.GetStringAsync($"subscribed[a]={(turn == 0 ? "1.5" : has)}"));
            Assert.AreEqual($"{missed}", has);
        }
    }

    [TestMethod]
    public async Task Cursor_FromBeforeARestart_IsGoodAfterIt()
    {
        using var directory = new TemporaryDirectory();
        string has;
        await using (CometServer before = await StartAsync(directory))
        {
            before.Touch("a");
            has = StampIn(await before.GetStringAsync("subscribed[a]=1.5"));
        }

        await using CometServer after = await StartAsync(directory);
        Task<HttpResponseMessage> poll = await after.HoldAsync($"subscribed[a]={has}");
        Assert.IsFalse(poll.IsCompleted, "it has what was before the restart");
        Stamp stamp = after.Touch("a");
        Assert.AreEqual($"{stamp}", StampIn(await (await poll.Within("the answer")).Content.ReadAsStringAsync()));
    }

    private static Task<CometServer> StartAsync(TemporaryDirectory directory) => CometServer.StartAsync(new() { Directory = directory });

    private static string StampIn(string answer) => JsonElement.Parse(answer).GetProperty("k").GetProperty("a").GetRawText();
}
