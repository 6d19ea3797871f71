using Microsoft.Playwright;
using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Browser;

/// <summary>The page at / with a recorded feed on it, as people see it. The pictures are in artifacts/pictures.</summary>
[TestClass]
public sealed class DemoPagePictures
{
    private static readonly string s_recording = Path.Combine(TestSettings.RepositoryRoot, "sample-data", "dpkg-install.jsonl");

    private const string ButtonStays = """
        (() => {
          const card = document.querySelector('.card');
          const button = card.querySelector('.touch');
          const before = button.offsetTop;
          card.querySelector('[data-field=count]').textContent = '8,888';
          card.querySelector('[data-field=latency]').textContent = '≈ 888 ms';
          return button.offsetTop === before;
        })()
        """;

    [TestMethod]
    [DataRow("demo-light", 1280, 800, ColorScheme.Light)]
    [DataRow("demo-dark", 1280, 800, ColorScheme.Dark)]
    [DataRow("demo-phone", 390, 844, ColorScheme.Light)]
    public async Task Page_WithAFeed_FitsItsWindow(string name, int width, int height, ColorScheme colors)
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        await using BrowserPage page = await BrowserPage.OpenAsync(
            new Uri(gateway.Address, "/#channels=apt.download,apt.progress,dpkg.status,dpkg.configure"),
            new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = colors, Locale = "en-GB" });
        await page.SeesAsync("#status[data-state=held]");

        (await NovCometProgram.RunAsync("replay", s_recording, "--speed", "25", $"--NovComet:Directory={directory.Path}")).IsDone();
        await page.Find("[data-channel=\"apt.progress\"] [data-action=touch]").ClickAsync();
        await page.SeesAsync("#log li:first-child:has-text('touch to here')");

        await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Pictures.PathOf(name) });
        await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Pictures.PathOf(name + "-whole"), FullPage = true });
        Assert.IsTrue(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "Nothing sticks out at the side.");
        Assert.IsTrue(await page.Page.EvaluateAsync<bool>(ButtonStays), "A long latency does not push the button away from under the pointer.");
        page.HasNoComplaints();
    }
}
