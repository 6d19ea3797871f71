using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace NovComet.Web.Tests.Browser;

/// <summary>A page in a real browser, in a profile of its own, and what the browser complained of.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly IBrowserContext _context;

    private BrowserPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) => { if (message.Type is "error" or "warning") _complaints.Enqueue(message.Text); };
        page.PageError += (_, error) => _complaints.Enqueue(error);
    }

    public IPage Page { get; }

    /// <summary>Errors on the console, thrown, or of the content security policy.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <param name="address">What it shows.</param>
    /// <param name="options">Of the profile.</param>
    /// <param name="prepare">What to do with the profile before the page is opened.</param>
    public static async Task<BrowserPage> OpenAsync(Uri address, BrowserNewContextOptions? options = null, Func<IBrowserContext, Task>? prepare = null)
    {
        IBrowser browser = await Chromium.GetAsync();
        IBrowserContext context = await browser.NewContextAsync(options ?? new BrowserNewContextOptions());
        context.SetDefaultTimeout((float)TestSettings.Patience.TotalMilliseconds);
        if (prepare is not null) await prepare(context);
        var opened = new BrowserPage(context, await context.NewPageAsync());
        await opened.Page.GotoAsync(address.AbsoluteUri);
        return opened;
    }

    public ILocator Find(string selector) => Page.Locator(selector);

    /// <summary>Waits until an element is there and shown.</summary>
    public Task SeesAsync(string selector, TimeSpan? patience = null) =>
        Find(selector).First.WaitForAsync(new LocatorWaitForOptions { Timeout = (float)(patience ?? TestSettings.Patience).TotalMilliseconds });

    /// <summary>Waits until an expression of the page is true.</summary>
    public Task SeesThatAsync(string expression, object? argument = null) => Page.WaitForFunctionAsync(expression, argument);

    public void HasNoComplaints() => Assert.HasCount(0, _complaints, string.Join('\n', _complaints));

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
