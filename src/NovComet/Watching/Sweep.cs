using Microsoft.Extensions.Logging;

namespace NovComet.Watching;

/// <summary>
/// The look at all channels that have subscribers, once per interval for the whole process, and at once when asked for.
/// It finds every change, whatever the watch missed.
/// </summary>
internal sealed partial class Sweep(
    WatchKeeper keeper,
    IChangeSink sink,
    SweepRequest request,
    TimeSpan interval,
    TimeProvider time,
    ILogger<Sweep> logger)
{
    // However often sweeps are asked for, they leave the processor free nine tenths of the time, as far as the interval allows.
    private const int RestFactor = 9;

    /// <summary>Raised after each sweep, with how long it took.</summary>
    public Action<TimeSpan>? Swept { get; set; }

    /// <summary>Sweeps until cancelled; the first time at once.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            // Taken before the look: what is asked for from here on gets a sweep of its own.
            Task asked = request.Renew();
            TimeSpan took = await SweepOnceAsync(cancellationToken);
            TimeSpan rest = RestAfter(took);
            await DelayAsync(rest, cancellationToken);
            await WaitAsync(asked, interval - took - rest, cancellationToken);
        }
    }

    // A sweep may have waited rather than worked: for the application's check, or in a process that was frozen.
    private TimeSpan RestAfter(TimeSpan took) => took * RestFactor < interval ? took * RestFactor : interval;

    private async Task<TimeSpan> SweepOnceAsync(CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        await GuardAsync(() => { keeper.Mend(); return ValueTask.CompletedTask; });
        await GuardAsync(() => sink.LookAtAllAsync(cancellationToken));
        TimeSpan took = time.GetElapsedTime(started);
        await GuardAsync(() => { Swept?.Invoke(took); return ValueTask.CompletedTask; });
        return took;
    }

    /// <summary>The sweep is what everything else relies on: whatever happens in one step, the next one follows.</summary>
    private async Task GuardAsync(Func<ValueTask> step)
    {
        try
        {
            await step();
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
#pragma warning disable CA1031 // Listeners of metrics and loggers are others' code, and may throw anything.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogFailed(error);
        }
    }

    private async Task WaitAsync(Task asked, TimeSpan delay, CancellationToken cancellationToken)
    {
        if (delay <= TimeSpan.Zero) return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(asked, DelayAsync(delay, either.Token));
        await either.CancelAsync();
    }

    private async Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        await Task.Delay(delay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [LoggerMessage(13, LogLevel.Error, "A sweep failed; the next one follows")]
    private partial void LogFailed(Exception error);
}
