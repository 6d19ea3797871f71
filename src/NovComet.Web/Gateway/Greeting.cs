using Microsoft.Extensions.Options;

namespace NovComet.Web.Gateway;

/// <summary>What a person who started the gateway wants to know first.</summary>
internal static partial class Greeting
{
    public static void Log(WebApplication app)
    {
        string directory = Path.GetFullPath(app.Services.GetRequiredService<IOptions<NovCometOptions>>().Value.Directory);
        ILogger logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("NovComet");
        foreach (string url in app.Urls) LogStarted(logger, Info.Version, url.TrimEnd('/'), Path.Combine(directory, "news.comet"));
    }

    [LoggerMessage(100, LogLevel.Information, "NovComet {Version} serves {Url}/ - open it in a browser, then: touch {File}")]
    private static partial void LogStarted(ILogger logger, string version, string url, string file);
}
