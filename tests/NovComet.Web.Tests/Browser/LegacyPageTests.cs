using Microsoft.Playwright;
using NovComet.Channels;
using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Browser;

/// <summary>A page that was written for the PHP script, with jQuery and its own clock, runs on the gateway as it is.</summary>
[TestClass]
public sealed class LegacyPageTests
{
    [TestMethod]
    public async Task TouchFromOutside_ArrivesAtThePage()
    {
        await using LegacyHost host = await LegacyHost.StartAsync();
        await using BrowserPage page = await host.OpenAsync("orders,stock");

        await TouchAsync(host, "stock");
        await HasLearnedAsync(page, host, "stock");
        await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Pictures.PathOf("legacy") });
        page.HasNoComplaints();
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.4)]
    [DataRow(3600.0)]
    [DataRow(-3600.0)]
    public async Task PageWhoseClockIsWrong_MissesNothing(double skew)
    {
        await using LegacyHost host = await LegacyHost.StartAsync();
        await TouchAsync(host, "orders");
        await using BrowserPage page = await host.OpenAsync("orders,stock", skew);

        // Between these touches the page is held, in its pause, or just on the way back.
        foreach (string channel in new[] { "orders", "stock", "orders", "stock" })
        {
            await TouchAsync(host, channel);
            await TouchAsync(host, "orders");
            await HasLearnedAsync(page, host, channel);
        }

        await HasLearnedAsync(page, host, "orders");
        page.HasNoComplaints();
    }

    [TestMethod]
    public async Task PublishButton_WakesBothPages()
    {
        await using LegacyHost host = await LegacyHost.StartAsync();
        await using BrowserPage one = await host.OpenAsync("orders");
        await using BrowserPage other = await host.OpenAsync("orders,stock");

        await one.Find("#publish").ClickAsync();

        await one.SeesAsync("#changes li[data-channel=orders]");
        await HasLearnedAsync(one, host, "orders");
        await HasLearnedAsync(other, host, "orders");
        one.HasNoComplaints();
    }

    private static Task<string> TouchAsync(LegacyHost host, string channel) => ChildProcess.RunAsync("touch", host.Directory.FileOf(channel));

    /// <summary>Waits until the last change that the page shows of a channel is the last one there was.</summary>
    private static Task HasLearnedAsync(BrowserPage page, LegacyHost host, string channel)
    {
        string stamp = Stamp.FromTime(File.GetLastWriteTimeUtc(host.Directory.FileOf(channel))).ToString();
        return page.SeesThatAsync(
            "([channel, stamp]) => Number([...document.querySelectorAll(`[data-channel='${channel}']`)].at(-1)?.dataset.stamp) === Number(stamp)",
            new[] { channel, stamp });
    }
}
