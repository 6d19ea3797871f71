using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NovComet.Channels;

namespace NovComet.Storage;

/// <summary>
/// Takes the stamps from the application's own check instead of the files. A channel is asked once per interval, whoever looks;
/// the sweep looks as often, so that what was asked a moment ago is never missed for longer.
/// </summary>
internal sealed partial class TimestampCheckStore(
    IChannelStore inner,
    Func<TimestampCheckArguments, ValueTask<DateTimeOffset?>> check,
    TimeSpan interval,
    TimeProvider time,
    ILogger<TimestampCheckStore> logger) : IChannelStore
{
    private static readonly TimeSpan s_leastPatience = TimeSpan.FromSeconds(1);

    // A sweep may come a little early against the answer of the one before.
    private readonly TimeSpan _freshFor = interval * 0.9;
    private readonly TimeSpan _patience = interval > s_leastPatience ? interval : s_leastPatience;
    private readonly ConcurrentDictionary<ChannelName, Asked> _asked = new();
    private long _cleanedAt = time.GetTimestamp();

    public TimeSpan SettleTime => inner.SettleTime;

    public async ValueTask<ChannelReading> ReadAsync(ChannelName channel, LogReading? known, CancellationToken cancellationToken)
    {
        ForgetOld();
        _asked.TryGetValue(channel, out Asked? asked);
        if (asked is null || asked.IsOutdated || time.GetElapsedTime(asked.At) >= _freshFor)
        {
            // A copy, because the question is asked later, when the variable holds the next answer itself.
            Asked? before = asked;
            var next = new Asked(time.GetTimestamp(), new Lazy<Task<Stamp>>(() => AskAsync(channel, before)));
            asked = asked is null
                ? _asked.GetOrAdd(channel, next)
                : _asked.TryUpdate(channel, next, asked) ? next : _asked.GetValueOrDefault(channel, next);
        }

        return new ChannelReading(await asked.Answer.Value, IsSettled: true);
    }

    public async ValueTask<Stamp> TouchAsync(ChannelName channel, CancellationToken cancellationToken)
    {
        Stamp stamp = await inner.TouchAsync(channel, cancellationToken);
        if (_asked.TryGetValue(channel, out Asked? known)) _asked.TryUpdate(channel, known with { IsOutdated = true }, known);
        return stamp;
    }

    public ValueTask<Stamp> AppendAsync(ChannelName channel, MessageDraft draft, CancellationToken cancellationToken) =>
        throw StoreRefusal.SignalsOnly(channel);

    private async Task<Stamp> AskAsync(ChannelName channel, Asked? before)
    {
        try
        {
            using var limit = new CancellationTokenSource(_patience, time);
            DateTimeOffset? changedAt = await check(new TimestampCheckArguments(channel.Value, limit.Token)).AsTask().WaitAsync(limit.Token);
            return changedAt is { } at ? Stamp.FromTime(at) : Stamp.NoFile;
        }
#pragma warning disable CA1031 // The application's code may throw anything; it must not stop the sweep.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogFailed(error, channel.Value);
            return before is null ? Stamp.NoFile : await before.Answer.Value;
        }
    }

    /// <summary>Now and then, forgets channels that nobody has looked at for a while.</summary>
    private void ForgetOld()
    {
        long cleanedAt = Volatile.Read(ref _cleanedAt);
        if (time.GetElapsedTime(cleanedAt) < interval * 10) return;
        if (Interlocked.CompareExchange(ref _cleanedAt, time.GetTimestamp(), cleanedAt) != cleanedAt) return;
        foreach ((ChannelName channel, Asked asked) in _asked)
        {
            if (time.GetElapsedTime(asked.At) > interval * 5) _asked.TryRemove(KeyValuePair.Create(channel, asked));
        }
    }

    [LoggerMessage(4, LogLevel.Error, "The application's timestamp check failed for channel {Channel}, which keeps its stamp")]
    private partial void LogFailed(Exception error, string channel);

    private sealed record Asked(long At, Lazy<Task<Stamp>> Answer, bool IsOutdated = false);
}
