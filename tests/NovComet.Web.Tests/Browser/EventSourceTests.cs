using System.Text;
using System.Text.Json;
using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Browser;

/// <summary>The browser's own EventSource and WebSocket on our wire, as pages use them that have no client of ours.</summary>
[TestClass]
public sealed class EventSourceTests(TestContext context)
{
    private const string Listen = """
        () => {
          window.heard = [];
          window.source = new EventSource('/comet?subscribed[plain]=earliest');
          source.onmessage = event => { const { data } = JSON.parse(event.data); if (data !== undefined) heard.push(data); };
        }
        """;

    private const string ListenBySocket = """
        () => {
          window.heard = [];
          const socket = new WebSocket(`ws://${location.host}/comet?subscribed[plain]=earliest`, 'novcomet.v1');
          socket.onmessage = event => { const { data } = JSON.parse(event.data); if (data !== undefined) heard.push(data); };
        }
        """;

    [TestMethod]
    [DataRow(Listen, DisplayName = "EventSource")]
    [DataRow(ListenBySocket, DisplayName = "WebSocket")]
    public async Task Browser_OnItsOwn_GetsAnyTextAsOneMessageInOrder(string listen)
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        await using BrowserPage page = await BrowserPage.OpenAsync(gateway.Address);
        await page.Page.EvaluateAsync(listen);
        string[] texts = ["hello", "two\nlines\r\nand\rmore", "data: x\n\nid: 1\n\n", "event: gap\n", "\0 \u2028 \u2029 é 🚀 <b>", "{\"a\":1}", ""];
        foreach (string text in texts) await PublishAsync(gateway, JsonSerializer.Serialize(text));

        await page.SeesThatAsync($"() => heard.length >= {texts.Length}");
        Assert.AreSequenceEqual(texts, await page.Page.EvaluateAsync<string[]>("() => heard"));
    }

    [TestMethod]
    public async Task EventSource_GatewayKilledAndStartedAgain_GoesOnByItsLastEventId()
    {
        using var directory = new TemporaryDirectory();
        GatewayProcess first = await GatewayProcess.StartAsync(directory);
        Uri address = first.Address;
        await using BrowserPage page = await BrowserPage.OpenAsync(address);
        await page.Page.EvaluateAsync(Listen);
        await PublishAsync(first, "1");
        await page.SeesThatAsync("() => heard.length === 1");
        await first.KillAsync();
        await first.DisposeAsync();

        await using GatewayProcess second = await GatewayProcess.StartAsync(directory, $"--urls={address.GetLeftPart(UriPartial.Authority)}");
        await PublishAsync(second, "2");
        await page.SeesThatAsync("() => heard.length >= 2");
        Assert.AreSequenceEqual([1, 2], await page.Page.EvaluateAsync<int[]>("() => heard"));
    }

    private async Task PublishAsync(GatewayProcess gateway, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await gateway.Client.Http.PostAsync("/comet?publish=plain", content, context.CancellationToken);
        Assert.AreEqual("true", await answer.Content.ReadAsStringAsync(context.CancellationToken));
    }
}
