using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NovComet.Hub;
using NovComet.Storage;

namespace NovComet.AspNetCore.Registration;

/// <summary>Removes idle channels now and then, so that a folder does not fill up with names that nobody uses any more.</summary>
internal sealed class IdleRemovalService(FileStore store, TopicTable topics, IOptions<NovCometOptions> options, TimeProvider time) : BackgroundService
{
    // A channel goes a little late rather than all folders being searched all the time.
    private const int LooksPerAge = 24;

    private static readonly TimeSpan s_shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.FromTicks(Math.Clamp((options.Value.IdleRemoval / LooksPerAge).Ticks, s_shortest.Ticks, s_longest.Ticks));
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested) store.RemoveIdle(topics.HasSubscribers, stoppingToken);
        }
    }
}
