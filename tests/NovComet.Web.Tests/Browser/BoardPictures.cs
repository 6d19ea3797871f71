using Microsoft.Playwright;
using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Browser;

/// <summary>The page at /board with a recorded feed on it, as people see it. The pictures are in artifacts/pictures.</summary>
[TestClass]
public sealed class BoardPictures
{
    private static readonly string s_recording = Path.Combine(TestSettings.RepositoryRoot, "sample-data", "dpkg-install.jsonl");

    [TestMethod]
    [DataRow("board-light", 1280, 800, ColorScheme.Light)]
    [DataRow("board-phone-dark", 390, 844, ColorScheme.Dark)]
    public async Task Page_WithAFeed_FitsItsWindow(string name, int width, int height, ColorScheme colors)
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        await using BrowserPage page = await BrowserPage.OpenAsync(
            new Uri(gateway.Address, "/board/"),
            new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = colors, Locale = "en-GB" });
        await page.SeesAsync("#replay:has-text('--speed 5')");
        await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Pictures.PathOf(name + "-empty") });
        await page.SeesAsync("#status[data-state=held]");

        await using ChildProcess replay = NovCometProgram.Start(["replay", s_recording, "--speed", "10", $"--NovComet:Directory={directory.Path}"]);
        await page.SeesAsync("#packages li:has-text('libgvc6')");
        await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Pictures.PathOf(name) });

        Assert.IsTrue(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "Nothing sticks out at the side.");
        page.HasNoComplaints();
    }
}
