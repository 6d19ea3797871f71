using Microsoft.Extensions.Hosting;
using NovComet.Hub;
using NovComet.Storage;
using NovComet.Watching;

namespace NovComet.AspNetCore.Registration;

/// <summary>Starts NovComet with the application, and lets the subscribers go when it stops.</summary>
internal sealed class CometService(
    FileStore store,
    WatchKeeper keeper,
    Sweep sweep,
    Comet comet,
    CometMetrics metrics,
    IHostApplicationLifetime lifetime) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _sweeping = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        store.Open();
        metrics.ShowWatch(() => keeper.Health.Trouble is null);
        metrics.ShowDamagedLines(() => store.DamagedLines);
        sweep.Swept = metrics.Swept;

        // Before anybody can subscribe, so that the first request finds the gateway watching.
        keeper.Mend();
        _sweeping = Task.Run(() => sweep.RunAsync(_stopping.Token), CancellationToken.None);

        // The server waits for the requests that it holds; it is told to stop after this.
        lifetime.ApplicationStopping.Register(comet.Stop);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        comet.Stop();
        await _stopping.CancelAsync();
        await _sweeping.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        // An application may be disposed without having been stopped, and would sweep for ever.
        _stopping.Cancel();
        _stopping.Dispose();
    }
}
