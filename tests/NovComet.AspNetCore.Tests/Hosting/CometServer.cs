using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NovComet.Channels;
using NovComet.Hub;
using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Hosting;

/// <summary>A web application with NovComet on a channel directory of its own.</summary>
internal sealed class CometServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly MeterReader _meters;
    private readonly TemporaryDirectory? _ownDirectory;

    private CometServer(WebApplication app, CometServerSetup setup, TemporaryDirectory directory, LogRecorder log)
    {
        _app = app;
        _ownDirectory = setup.Directory is null ? directory : null;
        _meters = new MeterReader(app.Services);
        Directory = directory;
        Log = log;
        Client = setup.OnSocket ? new HttpClient { BaseAddress = new Uri(app.Urls.Single()) } : app.GetTestClient();
    }

    public HttpClient Client { get; }

    public TemporaryDirectory Directory { get; }

    public LogRecorder Log { get; }

    public IServiceProvider Services => _app.Services;

    public Comet Core => Services.GetRequiredService<Comet>();

    public CountingStore Store => (CountingStore)Services.GetRequiredService<IChannelStore>();

    public int Port => Client.BaseAddress!.Port;

    /// <summary>How many polls are held now.</summary>
    public long Held => _meters.Sum("novcomet.subscribers.held");

    /// <summary>How many sweeps are over.</summary>
    public long Sweeps => _meters.Count("novcomet.sweep.duration");

    public static async Task<CometServer> StartAsync(CometServerSetup? wanted = null)
    {
        CometServerSetup setup = wanted ?? new CometServerSetup();
        TemporaryDirectory directory = setup.Directory ?? new TemporaryDirectory();
        var log = new LogRecorder();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(setup.Configuration);
        builder.Logging.AddProvider(log);
        if (setup.OnSocket)
            builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = setup.Protocols));
        else
            builder.WebHost.UseTestServer();

        builder.Services.AddRouting();
        setup.Services?.Invoke(builder.Services);
        builder.Services.AddSingleton<IChannelStore>(services => new CountingStore(setup.Store ?? (IChannelStore)services.GetRequiredService<FileStore>()));
        builder.Services.AddNovComet(options =>
        {
            options.Directory = directory.Path;
            setup.Options?.Invoke(options);
        });

        WebApplication app = builder.Build();
        setup.Middleware?.Invoke(app);
        IEndpointConventionBuilder endpoint = app.MapNovComet(setup.Pattern);
        setup.Endpoint?.Invoke(endpoint);
        await app.StartAsync();
        return new CometServer(app, setup, directory, log);
    }

    /// <summary>Settings under which an unchanged poll ends in a moment.</summary>
    public static void ShortHold(NovCometOptions options) => (options.Tries, options.Sleep) = (3, TimeSpan.FromMilliseconds(10));

    /// <summary>Gives a channel a stamp, in one step.</summary>
    public void Give(string encodedName, Stamp stamp)
    {
        string made = Path.Combine(Directory.Path, $"{Guid.NewGuid():N}.new");
        File.WriteAllText(made, "");
        File.SetLastWriteTimeUtc(made, stamp.ToTime().UtcDateTime);
        File.Move(made, Directory.FileOf(encodedName), overwrite: true);
    }

    /// <summary>Publishes as another process does.</summary>
    /// <returns>The channel's new stamp.</returns>
    public Stamp Touch(string encodedName)
    {
        Stamp now = Stamp.FromTime(TimeProvider.System.GetUtcNow());
        Give(encodedName, now);
        return now;
    }

    /// <summary>Sends a poll, and waits until it is held and has read the stamps of its channels.</summary>
    public async Task<Task<HttpResponseMessage>> HoldAsync(string query, int channels = 1)
    {
        (long held, long reads) = (Held, Store.Reads);
        Task<HttpResponseMessage> poll = Client.GetAsync("/comet?" + query);
        await Eventually.IsTrueAsync(() => (Held > held && Store.Reads >= reads + channels) || poll.IsCompleted, "the poll is held");
        return poll;
    }

    public Task<string> GetStringAsync(string query) => Client.GetStringAsync("/comet?" + query);

    /// <summary>Asserts that nothing went wrong that a request's answer does not tell.</summary>
    public void AssertNoErrors() => Assert.AreEqual("", string.Join('\n', Log.Entries.Where(entry => entry.Level >= LogLevel.Error)));

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _meters.Dispose();
        _ownDirectory?.Dispose();
    }
}
