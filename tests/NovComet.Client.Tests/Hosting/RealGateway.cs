using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace NovComet.Client.Tests.Hosting;

/// <summary>A web application with NovComet, as its users build it.</summary>
internal sealed class RealGateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RealGateway(WebApplication app) => _app = app;

    public Uri Endpoint => new($"{_app.Urls.Single()}/comet");

    public int Port => Endpoint.Port;

    public IComet Comet => _app.Services.GetRequiredService<IComet>();

    /// <param name="directory">The channel directory.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <param name="options">Settings besides the directory.</param>
    /// <param name="middleware">What stands before the endpoint.</param>
    public static async Task<RealGateway> StartAsync(
        TemporaryDirectory directory, int port = 0, Action<NovCometOptions>? options = null, Action<WebApplication>? middleware = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.Listen(IPAddress.Loopback, port));
        builder.Services.AddRouting();
        builder.Services.AddNovComet(o =>
        {
            o.Directory = directory.Path;
            options?.Invoke(o);
        });
        WebApplication app = builder.Build();
        middleware?.Invoke(app);
        app.MapNovComet();
        await app.StartAsync();
        return new RealGateway(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
