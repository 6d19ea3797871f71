using NovComet.Channels;
using NovComet.Storage;

namespace NovComet.Hub;

/// <summary>
/// A channel as its last look found it: its stamp and its recent messages, once for all subscribers. Never changes; the next look
/// makes the next one, which shares the messages' array as long as that has room.
/// </summary>
internal sealed class ChannelTail
{
    private const int LeastCapacity = 16;
    private const int MostBytesInATurn = 64 * 1024;

    private readonly ChannelName _channel;
    private readonly ChannelEvent[] _messages;
    private readonly int _start;
    private readonly int _end;
    private readonly ChannelEvent _signal;
    private readonly ChannelEvent _gap;
    private Kept? _last;

    private ChannelTail(ChannelName channel, ChannelReading reading, Stamp from, Stamp life, ChannelEvent[] messages, int start, int end)
    {
        _channel = channel;
        _messages = messages;
        _start = start;
        _end = end;
        Stamp = reading.Stamp;
        Log = reading.Log;
        From = from;
        Life = life;
        _signal = ChannelEvent.Signal(channel, Stamp);
        _gap = ChannelEvent.Gap(channel, IsEmpty ? Stamp : Later(from, life));
    }

    /// <summary>The stamp.</summary>
    public Stamp Stamp { get; }

    /// <summary>How far the store had come; null while there are no messages.</summary>
    public LogReading? Log { get; }

    /// <summary>The last stamp before the messages that are here.</summary>
    public Stamp From { get; }

    /// <summary>The stamp that the channel had before its first message.</summary>
    public Stamp Life { get; }

    private bool IsEmpty => _start == _end;

    private Stamp LastMessage => IsEmpty ? From : _messages[_end - 1].Stamp;

    /// <summary>A channel that nobody has looked at.</summary>
    public static ChannelTail Unread(ChannelName channel) => new(channel, default, default, default, [], 0, 0);

    /// <summary>The channel as the next look found it. Called by one caller at a time.</summary>
    /// <param name="reading">The look, which was given this tail's log as known.</param>
    /// <param name="window">How much is kept.</param>
    public ChannelTail Follow(ChannelReading reading, TailWindow window)
    {
        if (reading.Log is not { } log) return new ChannelTail(_channel, reading, default, default, [], 0, 0);
        if (ReferenceEquals(log, Log)) return new ChannelTail(_channel, reading, From, Life, _messages, _start, _end);
        if (log.IsContinuation) return Append(reading, log, 0, window);

        // Trimming makes a new file, which has what is here and more: those messages stay, with what they were encoded to.
        bool isSameLife = Log is not null && log.Life == Life && log.From <= LastMessage;
        return isSameLife
            ? Append(reading, log, FirstAfter(log.Messages, LastMessage), window)
            : new ChannelTail(_channel, reading with { Log = log }, log.From, log.Life, [], 0, 0).Append(reading, log, 0, window);
    }

    /// <summary>The stamp that somebody has who is to get the last so many messages, and what comes.</summary>
    public Stamp Before(int messages)
    {
        if (IsEmpty) return Stamp;
        int first = Math.Max(_start, _end - messages);
        return first > _start ? _messages[first - 1].Stamp : From;
    }

    /// <summary>The stamp that somebody has who has seen what there was at a time, by whatever life of the channel.</summary>
    public Stamp At(long microseconds)
    {
        var stamp = Stamp.FromMicroseconds(microseconds);
        return stamp < Life && From == Stamp.NoFile ? Stamp.NoFile : stamp;
    }

    /// <summary>The channel's stamp and nothing else, for who does not know it.</summary>
    public ChannelNews Anchor() => new(_channel, Stamp, null, [], _signal);

    /// <summary>What is new for somebody who has a stamp.</summary>
    /// <returns>The news; null where that is the channel's stamp.</returns>
    public ChannelNews? NewsSince(Stamp has)
    {
        if (has == Stamp) return null;
        if (_last is { } last && last.Has == has) return last.News;
        ChannelNews news = NewsFor(has);
        _last = new Kept(has, news);
        return news;
    }

    private ChannelNews NewsFor(Stamp has)
    {
        if (Log is null) return new ChannelNews(_channel, Stamp, null, [], _signal);
        bool isGap = has < From || (has < Life && has != Stamp.NoFile) || has > Stamp;
        int first = isGap ? _start : _start + FirstAfter(new ArraySegment<ChannelEvent>(_messages, _start, _end - _start), has);
        int end = EndOfTurn(first);
        var messages = new ArraySegment<ChannelEvent>(_messages, first, end - first);
        if (end < _end) return new ChannelNews(_channel, _messages[end - 1].Stamp, isGap ? _gap : null, messages, null);
        bool isSignal = messages.Count == 0 ? !isGap : messages[^1].Stamp != Stamp;
        return new ChannelNews(_channel, Stamp, isGap ? _gap : null, messages, isSignal ? _signal : null);
    }

    /// <summary>How far one turn goes: a client that does not read holds no more than this. The next turn goes on from there.</summary>
    private int EndOfTurn(int first)
    {
        int end = first;
        for (long bytes = 0; end < _end; end++)
        {
            bytes += _messages[end].Json.Length;
            if (bytes > MostBytesInATurn && end > first) break;
        }

        return end;
    }

    private ChannelTail Append(ChannelReading reading, LogReading log, int skipped, TailWindow window)
    {
        int added = log.Messages.Count - skipped;
        ChannelEvent[] messages = _messages;
        (int start, int end) = (_start, _end);
        if (end + added > messages.Length)
        {
            // Twice what is needed, so that copying is rare.
            messages = new ChannelEvent[Math.Max(LeastCapacity, (end - start + added) * 2)];
            Array.Copy(_messages, start, messages, 0, end - start);
            (start, end) = (0, end - start);
        }

        for (int i = skipped; i < log.Messages.Count; i++) messages[end++] = log.Messages[i];
        int kept = window.FirstKept(messages.AsSpan(start, end - start)) + start;
        Stamp from = kept > start ? messages[kept - 1].Stamp : Later(From, log.From);
        return new ChannelTail(_channel, reading, from, log.Life, messages, kept, end);
    }

    private static int FirstAfter(IReadOnlyList<ChannelEvent> messages, Stamp stamp)
    {
        (int low, int high) = (0, messages.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (messages[middle].Stamp > stamp) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    private static Stamp Later(Stamp one, Stamp other) => one > other ? one : other;

    private sealed record Kept(Stamp Has, ChannelNews News);
}
