using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NovComet.Channels;

/// <summary>What subscribers are told of a channel.</summary>
/// <remarks>One object per event, shared by all subscribers that are told of it.</remarks>
public sealed class ChannelEvent
{
    private Encoding? _encoded;

    private ChannelEvent(EventKind kind, ChannelName channel, Stamp stamp)
    {
        Kind = kind;
        Channel = channel;
        Stamp = stamp;
    }

    /// <summary>What happened.</summary>
    public EventKind Kind { get; }

    /// <summary>The channel.</summary>
    public ChannelName Channel { get; }

    /// <summary>
    /// The subscriber's new cursor for the channel. Of a gap: where what is still kept begins.
    /// </summary>
    public Stamp Stamp { get; }

    /// <summary>A message's content: JSON on one line, as UTF-8, as it was published. Empty for signals and gaps.</summary>
    public ReadOnlyMemory<byte> Json { get; private init; }

    /// <summary>By whom a message is not to be received: the hash of a session's id; null where everybody gets it.</summary>
    internal string? Except { get; private init; }

    /// <summary>Reads a message's content.</summary>
    /// <typeparam name="T">What it is read as.</typeparam>
    /// <param name="type">How, from a source-generated context.</param>
    /// <returns>The content; the default value for signals and gaps.</returns>
    /// <exception cref="JsonException">The content is something else.</exception>
    public T? Read<T>(JsonTypeInfo<T> type) => Kind == EventKind.Message ? JsonSerializer.Deserialize(Json.Span, type) : default;

    /// <summary>The channel and its stamp.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Kind == EventKind.Signal ? $"{Channel} {Stamp}" : $"{Channel} {Stamp} {Kind}";

    internal static ChannelEvent Signal(ChannelName channel, Stamp stamp) => new(EventKind.Signal, channel, stamp);

    internal static ChannelEvent Gap(ChannelName channel, Stamp stamp) => new(EventKind.Gap, channel, stamp);

    internal static ChannelEvent Message(ChannelName channel, Stamp stamp, ReadOnlyMemory<byte> json, string? except = null) =>
        new(EventKind.Message, channel, stamp) { Json = json, Except = except };

    /// <summary>
    /// The event as a transport writes it, encoded once however many subscribers it goes to. Threads that come first
    /// together may each encode it; the results are equal.
    /// </summary>
    /// <param name="encoder">The transport's encoder; one object for the life of the process.</param>
    internal byte[] EncodedBy(Func<ChannelEvent, byte[]> encoder)
    {
        for (Encoding? known = _encoded; known is not null; known = known.Next)
        {
            if (known.Encoder == encoder) return known.Bytes;
        }

        byte[] bytes = encoder(this);
        _encoded = new Encoding(encoder, bytes, _encoded);
        return bytes;
    }

    /// <summary>One transport's form. There are as many as transports, so a chain is short.</summary>
    private sealed record Encoding(Func<ChannelEvent, byte[]> Encoder, byte[] Bytes, Encoding? Next);
}
