using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace NovComet.Web.Tests.Browser;

/// <summary>An application of somebody's own with NovComet dropped in, which serves the page of the old style beside it.</summary>
internal sealed class LegacyHost : IAsyncDisposable
{
    private static readonly string s_pages = Path.Combine(TestSettings.RepositoryRoot, "tests", "pages");

    private readonly WebApplication _app;
    private int _held;

    private LegacyHost(string jQuery)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddNovComet(options => options.Directory = Directory.Path);
        _app = builder.Build();
        _app.Use(CountAsync);
        _app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(s_pages), RequestPath = "/legacy" });
        _app.MapGet("/legacy/jquery.min.js", () => TypedResults.PhysicalFile(jQuery, "text/javascript"));
        _app.MapNovComet("/comet");
    }

    public TemporaryDirectory Directory { get; } = new();

    /// <summary>How many polls have been registered and not answered.</summary>
    public int Held => Volatile.Read(ref _held);

    public static async Task<LegacyHost> StartAsync()
    {
        string jQuery = Needs.Prepared(Path.Combine(s_pages, "node_modules", "jquery", "dist", "jquery.min.js"), "run 'npm ci' in tests/pages.");
        var host = new LegacyHost(jQuery);
        await host._app.StartAsync();
        return host;
    }

    /// <summary>Opens the page, and waits until the gateway has its poll.</summary>
    public async Task<BrowserPage> OpenAsync(string channels, double skew = 0)
    {
        int before = Held;
        string arguments = FormattableString.Invariant($"channels={channels}&skew={skew}");
        BrowserPage page = await BrowserPage.OpenAsync(new Uri($"{_app.Urls.Single()}/legacy/legacy.html?{arguments}"));
        await Eventually.IsTrueAsync(() => Held > before, "the page polls");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Dispose();
    }

    private async Task CountAsync(HttpContext context, RequestDelegate next)
    {
        Task answered = next(context);
        if (answered.IsCompleted || context.Request.Path != "/comet")
        {
            await answered;
            return;
        }

        Interlocked.Increment(ref _held);
        try
        {
            await answered;
        }
        finally
        {
            Interlocked.Decrement(ref _held);
        }
    }
}
