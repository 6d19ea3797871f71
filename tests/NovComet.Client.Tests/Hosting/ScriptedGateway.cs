using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace NovComet.Client.Tests.Hosting;

/// <summary>A server that answers as a test says: the first request by the first answer, and all that come after the last answer by that.</summary>
internal sealed class ScriptedGateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<SeenRequest> _requests = new();

    private ScriptedGateway(WebApplication app) => _app = app;

    public Uri Endpoint => new($"{_app.Urls.Single()}/comet");

    public IReadOnlyList<SeenRequest> Requests => [.. _requests];

    public static async Task<ScriptedGateway> StartAsync(params Func<HttpContext, Task>[] answers)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        var server = new ScriptedGateway(app);
        int next = 0;
        app.Run(async context =>
        {
            server._requests.Enqueue(await SeenRequest.OfAsync(context.Request));
            await answers[Math.Min(Interlocked.Increment(ref next), answers.Length) - 1](context);
        });
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }
}
