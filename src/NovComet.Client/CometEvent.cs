using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NovComet.Channels;

namespace NovComet.Client;

/// <summary>What a subscriber is told of a channel.</summary>
public sealed class CometEvent
{
    private readonly Cursor _asked;
    private readonly string? _id;

    private CometEvent(EventKind kind, string channel, Stamp stamp, ReadOnlyMemory<byte> json, Cursor asked, string? id)
    {
        Kind = kind;
        Channel = channel;
        Stamp = stamp;
        Json = json;
        _asked = asked;
        _id = id;
    }

    /// <summary>What happened.</summary>
    public EventKind Kind { get; }

    /// <summary>The channel, as the subscriber named it.</summary>
    public string Channel { get; }

    /// <summary>The channel's new stamp, the message's own. Of a gap: where what is still kept begins.</summary>
    public Stamp Stamp { get; }

    /// <summary>A message's content: JSON as UTF-8, as it was published. Empty for signals and gaps.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>
    /// Where the subscriber stands on all its channels once it has dealt with this event: who keeps its text, and later subscribes with
    /// <see cref="Cursor.Parse"/> of it, misses nothing in between.
    /// </summary>
    public Cursor Cursor => _id is null ? _asked : StreamId.Resume(_asked, _id);

    /// <summary>Reads a message's content.</summary>
    /// <typeparam name="T">What it is read as.</typeparam>
    /// <param name="type">How, from a source-generated context.</param>
    /// <returns>The content; the default value for signals and gaps.</returns>
    /// <exception cref="JsonException">The content is something else.</exception>
    public T? Read<T>(JsonTypeInfo<T> type) => Kind == EventKind.Message ? JsonSerializer.Deserialize(Json.Span, type) : default;

    /// <summary>The channel, its stamp, and a message's content.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Kind switch
    {
        EventKind.Message => $"{Channel} {Stamp} {Encoding.UTF8.GetString(Json.Span)}",
        EventKind.Gap => $"{Channel} {Stamp} {Kind}",
        _ => $"{Channel} {Stamp}",
    };

    /// <summary>An event of a stream, whose id is the cursor: read only where somebody asks for it.</summary>
    internal static CometEvent OfStream(EventKind kind, string channel, Stamp stamp, ReadOnlyMemory<byte> json, Cursor asked, string id) =>
        new(kind, channel, stamp, json, asked, id);

    internal static CometEvent OfPoll(EventKind kind, string channel, Stamp stamp, ReadOnlyMemory<byte> json, Cursor cursor) =>
        new(kind, channel, stamp, json, cursor, null);
}
