using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Browser;

/// <summary>The browser client in a real browser, behind proxies that let less and less through.</summary>
[TestClass]
public sealed partial class TransportTests
{
    private const string Comet = "**/comet?*";

    [TestMethod]
    [DataRow("websocket")]
    [DataRow("sse")]
    [DataRow("long-poll")]
    public async Task Client_TakesTheBestTransportThatWorks_AndMessagesArriveInOrder(string best)
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        await using BrowserPage page = await BrowserPage.OpenAsync(gateway.Address, prepare: context => ObstructAsync(context, best));
        await UsesAsync(page.Page, best);
        await ListenAsync(page.Page);

        for (int i = 0; i < 10; i++) await PublishAsync(page.Page, i);

        await HasHeardAsync(page.Page, Enumerable.Range(0, 10));
        await UsesAsync(page.Page, best);
    }

    [TestMethod]
    public async Task WebSocketThatIsCutForGood_IsFollowedByAStream_WithoutAHole()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        var sockets = new List<IWebSocketRoute>();
        bool isCut = false;
        await using BrowserPage page = await BrowserPage.OpenAsync(gateway.Address, prepare: context => context.RouteWebSocketAsync(Socket(), async socket =>
        {
            if (Volatile.Read(ref isCut)) await socket.CloseAsync();
            else lock (sockets) sockets.Add(socket.ConnectToServer());
        }));
        await UsesAsync(page.Page, "websocket");
        await ListenAsync(page.Page);
        await PublishAsync(page.Page, 0);
        await HasHeardAsync(page.Page, [0]);

        Volatile.Write(ref isCut, true);
        IWebSocketRoute[] open;
        lock (sockets) open = [.. sockets];
        foreach (IWebSocketRoute socket in open) await socket.CloseAsync();
        for (int i = 1; i < 5; i++) await PublishAsync(page.Page, i);

        await UsesAsync(page.Page, "sse");
        await PublishAsync(page.Page, 5);
        await HasHeardAsync(page.Page, Enumerable.Range(0, 6));
    }

    [TestMethod]
    public async Task TabsOfOneBrowser_ShareAConnection_AndTheNextOneTakesItOver()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        int connections = 0;
        await using BrowserPage first = await BrowserPage.OpenAsync(gateway.Address, prepare: context =>
        {
            context.Page += (_, opened) => opened.WebSocket += (_, _) => Interlocked.Increment(ref connections);
            return Task.CompletedTask;
        });
        await UsesAsync(first.Page, "websocket");
        IPage second = await first.Page.Context.NewPageAsync();
        await second.GotoAsync(gateway.Address.AbsoluteUri);
        await UsesAsync(second, "websocket");
        await ListenAsync(first.Page);
        await ListenAsync(second);

        await PublishAsync(second, 0);
        await HasHeardAsync(first.Page, [0]);
        await HasHeardAsync(second, [0]);
        Assert.AreEqual(1, Volatile.Read(ref connections));

        await first.Page.CloseAsync();
        for (int i = 1; i < 5; i++) await PublishAsync(second, i);
        await HasHeardAsync(second, Enumerable.Range(0, 5));
        Assert.AreEqual(2, Volatile.Read(ref connections));
    }

    [TestMethod]
    public async Task PublishToOthers_ReachesTheOtherTab_AndNotTheOwn()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        await using BrowserPage first = await BrowserPage.OpenAsync(gateway.Address);
        IPage second = await first.Page.Context.NewPageAsync();
        await second.GotoAsync(gateway.Address.AbsoluteUri);
        await ListenAsync(first.Page);
        await ListenAsync(second);

        await first.Page.EvaluateAsync("NovComet.publish('numbers', 1, { others: true })");
        await PublishAsync(second, 2);

        await HasHeardAsync(second, [1, 2]);
        await HasHeardAsync(first.Page, [2]);
    }

    /// <summary>A proxy that knows no WebSocket, and perhaps keeps a stream's events back.</summary>
    private static async Task ObstructAsync(IBrowserContext context, string best)
    {
        if (best == "websocket") return;
        await context.RouteWebSocketAsync(Socket(), socket => socket.CloseAsync());
        if (best == "sse") return;
        await context.RouteAsync(Comet, async route =>
        {
            bool isStream = route.Request.Headers.TryGetValue("accept", out string? accepted) && accepted == "text/event-stream";
            if (!isStream) await route.ContinueAsync();
        });
    }

    [GeneratedRegex("/comet")]
    private static partial Regex Socket();

    private static async Task UsesAsync(IPage page, string transport) =>
        await page.WaitForFunctionAsync("transport => window.NovComet && NovComet.status.state === 'held' && NovComet.status.transport === transport", transport);

    /// <summary>Keeps the messages of a channel, and its gaps. That its file is made may be a signal of its own.</summary>
    private static async Task ListenAsync(IPage page) =>
        await page.EvaluateAsync("""
            () => {
              window.heard = [];
              NovComet.subscribe('numbers', (k, event) => { if ('data' in event || event.gap) heard.push(event.data); }, { since: 'earliest' });
            }
            """);

    private static async Task PublishAsync(IPage page, int number) => await page.EvaluateAsync("number => NovComet.publish('numbers', number)", number);

    private static async Task HasHeardAsync(IPage page, IEnumerable<int> numbers) =>
        await page.WaitForFunctionAsync("expected => JSON.stringify(heard) === expected", $"[{string.Join(',', numbers)}]");
}
