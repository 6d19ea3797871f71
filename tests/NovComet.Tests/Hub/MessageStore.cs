using System.Collections.Concurrent;
using System.Text;
using NovComet.Channels;
using NovComet.Storage;

namespace NovComet.Tests.Hub;

/// <summary>Channels with messages in memory, whose stamps count up from 1.</summary>
internal sealed class MessageStore : IChannelStore
{
    private readonly ConcurrentDictionary<ChannelName, MemoryLog> _logs = new();
    private long _clock;

    /// <summary>How many looks read a log from its beginning.</summary>
    public int WholeReads { get; private set; }

    public TimeSpan SettleTime => TimeSpan.Zero;

    public Stamp Publish(string channel, string json, string? except = null) =>
        Append(ChannelName.Parse(channel), ChannelEvent.Message(ChannelName.Parse(channel), Next(), Encoding.UTF8.GetBytes(json), except));

    public ValueTask<ChannelReading> ReadAsync(ChannelName channel, LogReading? known, CancellationToken cancellationToken)
    {
        if (!_logs.TryGetValue(channel, out MemoryLog? log)) return new(new ChannelReading(Stamp.NoFile, IsSettled: true));
        var before = known as MemoryLog;
        if (before is null) WholeReads++;
        if (ReferenceEquals(before, log)) return new(new ChannelReading(log.Last, IsSettled: true, log));
        int seen = before?.All.Count ?? 0;
        return new(new ChannelReading(log.Last, IsSettled: true, log with { IsContinuation = seen > 0, Messages = [.. log.All.Skip(seen)] }));
    }

    public ValueTask<Stamp> TouchAsync(ChannelName channel, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<Stamp> AppendAsync(ChannelName channel, MessageDraft draft, CancellationToken cancellationToken) =>
        new(Append(channel, ChannelEvent.Message(channel, Next(), draft.Content.Json, draft.Except)));

    private Stamp Next() => Stamp.FromMicroseconds(1 + Interlocked.Increment(ref _clock));

    private Stamp Append(ChannelName channel, ChannelEvent message)
    {
        _logs.AddOrUpdate(channel, _ => new MemoryLog([message]), (_, log) => new MemoryLog([.. log.All, message]));
        return message.Stamp;
    }

    private sealed record MemoryLog(IReadOnlyList<ChannelEvent> All) : LogReading(IsContinuation: false, Stamp.NoFile, Stamp.NoFile, All)
    {
        public Stamp Last => All[^1].Stamp;
    }
}
