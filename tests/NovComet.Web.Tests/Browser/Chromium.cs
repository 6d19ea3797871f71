using Microsoft.Playwright;

namespace NovComet.Web.Tests.Browser;

/// <summary>The system's browser, started once for all tests that need it.</summary>
[TestClass]
public sealed class Chromium
{
    // No sandbox, because root has none; and nothing that reaches for the network by itself.
    private static readonly string[] s_arguments =
    [
        "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic", "--no-first-run",
        "--disable-gpu",
    ];

    private static readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> s_started = new(StartAsync);

    internal static async Task<IBrowser> GetAsync() => (await s_started.Value).Browser;

    [AssemblyCleanup]
    public static async Task CloseAsync()
    {
        if (!s_started.IsValueCreated || !s_started.Value.IsCompletedSuccessfully) return;
        (IPlaywright driver, IBrowser browser) = await s_started.Value;
        await browser.CloseAsync();
        driver.Dispose();
    }

    private static async Task<(IPlaywright Driver, IBrowser Browser)> StartAsync()
    {
        string program = Needs.Tool("chromium", "chromium");
        IPlaywright driver = await Playwright.CreateAsync();
        var options = new BrowserTypeLaunchOptions { ExecutablePath = program, Args = s_arguments };
        return (driver, await driver.Chromium.LaunchAsync(options));
    }
}
