using NovComet.Channels;

namespace NovComet.Storage.Log;

/// <summary>
/// Makes messages of the records for those who subscribe. However long the file is that another program wrote, no more are held than one of
/// ours would have.
/// </summary>
internal sealed class MessageCollector(ChannelName channel, LogBounds bounds, DamagedLines damage) : ILogVisitor
{
    private List<ChannelEvent> _messages = [];
    private int _first;
    private long _bytes;

    /// <summary>The last message that there was no room for.</summary>
    public Stamp? Dropped { get; private set; }

    public IReadOnlyList<ChannelEvent> Messages => _first == 0 ? _messages : _messages[_first..];

    public void Restart() => (_messages, _first, _bytes, Dropped) = ([], 0, 0, null);

    public void Visit(in LogRecord record, long end)
    {
        byte[] json = record.Json;
        _messages.Add(ChannelEvent.Message(channel, record.Stamp, json, record.Except));
        _bytes += json.Length;
        while (_messages.Count - _first > 1 && (bounds.IsBeyond(_messages.Count - _first) || bounds.IsBeyond(_bytes))) DropFirst();
    }

    public void Skip(long offset) => damage.Found(channel, offset);

    private void DropFirst()
    {
        ChannelEvent first = _messages[_first];
        Dropped = first.Stamp;
        _bytes -= first.Json.Length;
        _messages[_first++] = null!;
        if (_first < _messages.Count / 2) return;
        _messages.RemoveRange(0, _first);
        _first = 0;
    }
}
