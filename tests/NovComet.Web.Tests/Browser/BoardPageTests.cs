using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Browser;

/// <summary>The page at /board of a gateway.</summary>
[TestClass]
public sealed class BoardPageTests
{
    private static readonly string s_recording = Path.Combine(TestSettings.RepositoryRoot, "sample-data", "dpkg-install.jsonl");

    [TestMethod]
    public async Task Replay_FillsTheBoard_WhichSaidBeforeHowToPlayIt()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        await using BrowserPage page = await BrowserPage.OpenAsync(new Uri(gateway.Address, "/board/"));
        await page.SeesAsync("#status[data-state=held]");
        await page.SeesAsync("#replay:has-text('replay sample-data/dpkg-install.jsonl')");

        (await NovCometProgram.RunAsync("replay", s_recording, "--speed", "20", $"--NovComet:Directory={directory.Path}")).IsDone();

        await page.SeesAsync("#installed:text-is('34')");
        await page.SeesAsync("#now-title:has-text('Installed lynx')");
        await page.SeesAsync("#packages li.installed:has-text('graphviz')");
        await page.SeesAsync("#events li:has-text('lynx is done, with 0')");
        Assert.IsFalse(await page.Find("#empty").IsVisibleAsync());
        page.HasNoComplaints();

        await page.Page.ReloadAsync();
        await page.SeesAsync("#packages li:has-text('graphviz')");
        await page.SeesAsync("#installed:not(:text-is('0'))");
    }
}
