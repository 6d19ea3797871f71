using NovComet.Channels;
using NovComet.Storage;

namespace NovComet.AspNetCore.Tests.Hosting;

/// <summary>Channels in memory, whose stamps count up from a time of the test's choice.</summary>
internal sealed class MemoryStore : IChannelStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ChannelName, Channel> _channels = [];
    private long _last = Stamp.FromTime(TimeProvider.System.GetUtcNow().AddMinutes(-5)).Microseconds;

    public TimeSpan SettleTime => TimeSpan.FromMilliseconds(1);

    /// <summary>How many messages of a channel are kept.</summary>
    public int Keeps { get; init; } = 100;

    /// <summary>What every publish is refused with; by default none is.</summary>
    public ChannelStoreException? Refusal { get; set; }

    public ValueTask<ChannelReading> ReadAsync(ChannelName channel, LogReading? known, CancellationToken cancellationToken)
    {
        lock (_lock) return new(_channels.TryGetValue(channel, out Channel? found) ? found.Read(known as Log) : new ChannelReading(Stamp.NoFile, IsSettled: true));
    }

    public ValueTask<Stamp> TouchAsync(ChannelName channel, CancellationToken cancellationToken)
    {
        if (Refusal is not null) throw Refusal;
        lock (_lock) return new(Of(channel).Stamp = Next());
    }

    public ValueTask<Stamp> AppendAsync(ChannelName channel, MessageDraft draft, CancellationToken cancellationToken)
    {
        if (Refusal is not null) throw Refusal;
        lock (_lock) return new(Of(channel).Append(draft, Next, Keeps));
    }

    private Channel Of(ChannelName name)
    {
        if (_channels.TryGetValue(name, out Channel? known)) return known;
        return _channels[name] = new Channel(name);
    }

    private Stamp Next()
    {
        var next = Stamp.FromMicroseconds(_last + 1);
        _last = next.Microseconds;
        return next;
    }

    private sealed class Channel(ChannelName name)
    {
        private readonly List<ChannelEvent> _messages = [];
        private readonly Dictionary<string, Stamp> _keys = [];
        private Stamp _from = Stamp.NoFile;
        private Stamp _life = Stamp.NoFile;
        private long _written;

        public Stamp Stamp { get; set; } = Stamp.NoFile;

        public Stamp Append(MessageDraft draft, Func<Stamp> next, int keeps)
        {
            if (draft.IdempotencyKey is { } key && _keys.TryGetValue(key, out Stamp before)) return before;
            if (_written == 0) _life = Stamp;
            Stamp = next();
            if (draft.IdempotencyKey is { } first) _keys[first] = Stamp;
            _messages.Add(ChannelEvent.Message(name, Stamp, draft.Content.Json, draft.Except));
            _written++;
            if (_messages.Count > keeps)
            {
                _from = _messages[0].Stamp;
                _messages.RemoveAt(0);
            }

            return Stamp;
        }

        public ChannelReading Read(Log? known)
        {
            if (_written == 0) return new ChannelReading(Stamp, IsSettled: true);
            if (known?.Written == _written) return new ChannelReading(Stamp, IsSettled: true, known);
            int added = known is null ? _messages.Count : (int)(_written - known.Written);
            bool isContinuation = known is not null && added <= _messages.Count;
            ChannelEvent[] messages = isContinuation ? [.. _messages[^added..]] : [.. _messages];
            return new ChannelReading(Stamp, IsSettled: true, new Log(isContinuation, _from, _life, messages, _written));
        }
    }

    private sealed record Log(bool IsContinuation, Stamp From, Stamp Life, IReadOnlyList<ChannelEvent> Messages, long Written)
        : LogReading(IsContinuation, From, Life, Messages);
}
