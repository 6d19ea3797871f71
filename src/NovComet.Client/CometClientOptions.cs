using Microsoft.Extensions.Logging;

namespace NovComet.Client;

/// <summary>How a <see cref="CometClient"/> works. It is read when the client is made and while it works: change nothing later.</summary>
public sealed class CometClientOptions
{
    private const int LeastAnswerBytes = 4096;

    /// <summary>
    /// Gives the token for <c>Authorization: Bearer</c>, asked before each request, so that a fresh one is sent when a stream connects again;
    /// null for a request without one. By default none.
    /// </summary>
    public Func<CancellationToken, ValueTask<string?>>? Token { get; set; }

    /// <summary>How long the first wait after an interruption is, if the gateway does not say: each failure doubles it, and chance adds up to a half. Above 0; by default 1 second.</summary>
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The longest wait that the client, or a stream's <c>retry:</c>, may come to before chance adds to it. Only a <c>Retry-After</c> may ask for more:
    /// a subscription then waits up to an hour, and a publish fails at once. Above 0; by default 30 seconds.
    /// </summary>
    public TimeSpan MaxReconnectDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// For how long a gateway may be silent before the connection is taken for dead. More than its heartbeat (15 seconds) and its hold
    /// (20 seconds), unless these were changed. Above 0; by default 45 seconds.
    /// </summary>
    public TimeSpan SilenceLimit { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>
    /// How long a stream's beginning may take. If it takes longer, something in between holds streams back, and the subscription goes by long-polling
    /// for ten minutes. Above 0; by default 5 seconds.
    /// </summary>
    public TimeSpan StreamStartLimit { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one attempt to publish may take. Above 0; by default 10 seconds.</summary>
    public TimeSpan PublishTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a publish is tried before it fails. From 1; by default 4.</summary>
    public int PublishAttempts { get; set; } = 4;

    /// <summary>The most bytes of one event, or of one long-poll's answer, that are held. From 4096; by default 16 MiB.</summary>
    public int MaxAnswerBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Is told of interruptions. By default nobody.</summary>
    public ILogger? Logger { get; set; }

    /// <summary>The clock and the timers. By default the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>What is wrong with them; null where nothing is.</summary>
    internal string? Mistake
    {
        get
        {
            TimeSpan[] times = [ReconnectDelay, MaxReconnectDelay, SilenceLimit, StreamStartLimit, PublishTimeout];
            return times.Any(time => time <= TimeSpan.Zero) ? "The times of CometClientOptions have to be above 0."
                : PublishAttempts < 1 ? "CometClientOptions.PublishAttempts has to be at least 1."
                : MaxAnswerBytes < LeastAnswerBytes ? $"CometClientOptions.MaxAnswerBytes has to be at least {LeastAnswerBytes}."
                : null;
        }
    }
}
