using Microsoft.Extensions.Diagnostics.HealthChecks;
using NovComet.Hub;
using NovComet.Watching;

namespace NovComet.AspNetCore.Registration;

/// <summary>
/// Healthy; degraded while changes by other processes wait for the sweep against the settings, with the reason; unhealthy while the
/// process is stopping, so that a load balancer sends nobody here any more.
/// </summary>
internal sealed class WatchHealthCheck(WatchKeeper keeper, Comet comet) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult((comet.IsStopping, keeper.Health.Trouble) switch
        {
            (true, _) => HealthCheckResult.Unhealthy("The process is stopping."),
            (_, { } trouble) => HealthCheckResult.Degraded(trouble),
            _ => HealthCheckResult.Healthy(),
        });
}
