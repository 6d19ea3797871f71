using NovComet.Channels;
using NovComet.Client.Http;

namespace NovComet.Client.Subscribing;

/// <summary>What a subscription knows, from one connection to the next.</summary>
internal sealed class Progress(Cursor from, CometClientOptions options)
{
    private Cursor _cursor = from;
    private string? _id;

    public Backoff Backoff { get; } = new(options);

    /// <summary>Where the next connection begins: behind the last event that was handed out.</summary>
    public Cursor Cursor
    {
        get
        {
            if (_id is { } id) MoveTo(StreamId.Resume(_cursor, id));
            return _cursor;
        }
    }

    /// <summary>Moves to an id of a stream, which is read only when the next connection needs it.</summary>
    public void MoveTo(string id) => _id = id.Length > 0 ? id : _id;

    public void MoveTo(Cursor cursor) => (_cursor, _id) = (cursor, null);
}
