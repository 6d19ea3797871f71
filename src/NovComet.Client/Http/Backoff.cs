namespace NovComet.Client.Http;

/// <summary>How long to wait before the next attempt: longer each time, never shorter than the gateway asks, and spread, so that all who lost it do not come back together.</summary>
internal sealed class Backoff(CometClientOptions options)
{
    private const int MostDoublings = 20;
    private static readonly TimeSpan s_longestAsked = TimeSpan.FromHours(1);

    private int _failures;

    /// <summary>What a stream's <c>retry:</c> asks for.</summary>
    public TimeSpan? Retry { get; set; }

    /// <summary>An answer came: the next interruption is the first one.</summary>
    public void Reset() => _failures = 0;

    /// <summary>The wait that is due after another interruption.</summary>
    /// <param name="reason">What ended the attempt; null where a stream just ended.</param>
    public TimeSpan Next(Exception? reason)
    {
        TimeSpan first = Retry is { } retry && retry > TimeSpan.Zero ? retry : options.ReconnectDelay;
        TimeSpan own = Shorter(first * Math.Pow(2, Math.Min(_failures++, MostDoublings)), options.MaxReconnectDelay);
        TimeSpan wait = (reason as Interruption)?.RetryAfter is { } asked && asked > own ? Shorter(asked, s_longestAsked) : own;
        return wait * (1 + (Random.Shared.NextDouble() / 2));
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
