using Microsoft.Extensions.Hosting;

namespace NovComet.AspNetCore.Transports;

/// <summary>When streams have to end, whether or not their clients read.</summary>
internal sealed class StreamDeadlines : IDisposable
{
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource _overdue;
    private readonly CancellationTokenRegistration _stopping;

    public StreamDeadlines(TimeProvider time, IHostApplicationLifetime lifetime)
    {
        Time = time;
        _overdue = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _stopping = lifetime.ApplicationStopping.Register(() => _overdue.CancelAfter(s_farewell));
    }

    public TimeProvider Time { get; }

    /// <summary>Ends a few seconds after the application began to stop: what is still being written then has nobody who reads it.</summary>
    public CancellationToken Overdue => _overdue.Token;

    public void Dispose()
    {
        _stopping.Dispose();
        _overdue.Dispose();
    }
}
