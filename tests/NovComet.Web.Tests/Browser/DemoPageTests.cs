using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Browser;

/// <summary>The page at / of a gateway, in a real browser.</summary>
[TestClass]
public sealed class DemoPageTests
{
    private const string Listening = "#status[data-state=held]";

    private static readonly TimeSpan s_longestRetry = TimeSpan.FromSeconds(30);

    [TestMethod]
    public async Task TouchFromOutside_AppearsInCardAndLog()
    {
        using TemporaryDirectory directory = DirectoryWith("weather");
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        await using BrowserPage page = await OpenAsync(gateway);

        await ChildProcess.RunAsync("touch", directory.FileOf("weather"));

        await page.SeesAsync("#log li:has-text('weather')");
        await HasCountedAsync(page, "weather", 1);
        await HasCountedAsync(page, "news", 0);
        page.HasNoComplaints();
    }

    [TestMethod]
    public async Task TouchButton_Touches()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        await using BrowserPage page = await OpenAsync(gateway);

        for (int i = 1; i <= 3; i++)
        {
            await page.Find(Card("news", "[data-action=touch]")).ClickAsync();
            await HasCountedAsync(page, "news", i);
        }

        Assert.IsTrue(File.Exists(directory.FileOf("news")));
        Assert.AreEqual("Touch to here", await page.Find(Card("news", "[data-field=latency-kind]")).TextContentAsync());
        page.HasNoComplaints();
    }

    [TestMethod]
    public async Task TouchButton_WhereThePublishFails_ShowsTheSentence()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory.FileOf("news"));
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        await using BrowserPage page = await OpenAsync(gateway);

        await page.Find(Card("news", "[data-action=touch]")).ClickAsync();
        await page.SeesAsync(Card("news", "[data-field=error]:has-text('not a regular file')"));
    }

    [TestMethod]
    public async Task ShellLine_OfThePage_Touches()
    {
        using TemporaryDirectory directory = DirectoryWith("it%27s%20%C3%BC");
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        await using BrowserPage page = await OpenAsync(gateway, "#channels=it's%20%C3%BC");

        await page.SeesAsync("#touch-hint");
        await ChildProcess.RunAsync("sh", "-c", await page.Find("#touch-line").InnerTextAsync());

        await HasCountedAsync(page, "it's ü", 1);
        page.HasNoComplaints();
    }

    [TestMethod]
    public async Task AddedChannel_IsWatched_RememberedByTheAddress_AndCanBeLeft()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        await using BrowserPage page = await OpenAsync(gateway);

        await page.Find("#channel-name").FillAsync("<b>a,b</b>");
        await page.Find("#add-channel button").ClickAsync();
        await page.Find(Card("<b>a,b</b>", "[data-action=touch]")).ClickAsync();
        await HasCountedAsync(page, "<b>a,b</b>", 1);

        await page.Page.ReloadAsync();
        await page.SeesAsync(Card("<b>a,b</b>", "h3"));
        await page.Find(Card("<b>a,b</b>", "[data-action=remove]")).ClickAsync();
        await page.SeesThatAsync("() => document.querySelectorAll('.card').length === 2");
        page.HasNoComplaints();
    }

    [TestMethod]
    public async Task TwoPages_BothSeeTheTouchOfOne()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        await using BrowserPage one = await OpenAsync(gateway);
        await using BrowserPage other = await OpenAsync(gateway);

        await one.Find(Card("news", "[data-action=touch]")).ClickAsync();

        await HasCountedAsync(one, "news", 1);
        await HasCountedAsync(other, "news", 1);
        Assert.AreEqual("File to here", await other.Find(Card("news", "[data-field=latency-kind]")).TextContentAsync());
    }

    [TestMethod]
    public async Task GatewayRestart_IsSurvived_AndTouchesOfTheMeantimeArrive()
    {
        using TemporaryDirectory directory = DirectoryWith("news", "weather");
        await using GatewayProcess first = await GatewayProcess.StartAsync(directory);
        await using BrowserPage page = await OpenAsync(first);
        page.HasNoComplaints();

        await first.StopAsync();
        await page.SeesAsync("#status[data-state=waiting]");
        await ChildProcess.RunAsync("touch", directory.FileOf("news"));
        await using GatewayProcess second = await GatewayProcess.StartAsync(directory, $"--urls={first.Address.GetLeftPart(UriPartial.Authority)}");

        await page.SeesAsync(Listening, patience: s_longestRetry + TestSettings.Patience);
        await HasCountedAsync(page, "news", 1);
        await ChildProcess.RunAsync("touch", directory.FileOf("weather"));
        await HasCountedAsync(page, "weather", 1);
    }

    /// <summary>Channels that have a file: touch(1) makes a missing one in two steps, each with a time of its own, which are two changes.</summary>
    private static TemporaryDirectory DirectoryWith(params string[] encodedNames)
    {
        var directory = new TemporaryDirectory();
        foreach (string name in encodedNames) File.Create(directory.FileOf(name)).Dispose();
        return directory;
    }

    private static async Task<BrowserPage> OpenAsync(GatewayProcess gateway, string channels = "")
    {
        BrowserPage page = await BrowserPage.OpenAsync(new Uri(gateway.Address, "/" + channels));
        await page.SeesAsync(Listening);
        return page;
    }

    private static string Card(string channel, string part) => $"[data-channel=\"{channel}\"] {part}";

    private static Task HasCountedAsync(BrowserPage page, string channel, int count) =>
        page.SeesAsync(Card(channel, $"[data-field=count]:text-is(\"{count}\")"));
}
