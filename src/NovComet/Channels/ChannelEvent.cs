namespace NovComet.Channels;

/// <summary>What subscribers are told of a channel: that it changed, and which stamp it has now.</summary>
/// <remarks>One object per change, shared by all subscribers that are told of it.</remarks>
public sealed class ChannelEvent
{
    private Encoding? _encoded;

    internal ChannelEvent(ChannelName channel, Stamp stamp)
    {
        Channel = channel;
        Stamp = stamp;
        Alone = [this];
    }

    /// <summary>The channel.</summary>
    public ChannelName Channel { get; }

    /// <summary>The channel's stamp: the subscriber's new cursor for it.</summary>
    public Stamp Stamp { get; }

    /// <summary>The event as a list of one: what most subscribers are told.</summary>
    internal IReadOnlyList<ChannelEvent> Alone { get; }

    /// <summary>The channel and its stamp.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Channel} {Stamp}";

    /// <summary>
    /// The event as a transport writes it, encoded once however many subscribers it goes to. Threads that come first
    /// together may each encode it; the results are equal.
    /// </summary>
    /// <param name="encoder">The transport's encoder; one object for the life of the process.</param>
    internal byte[] EncodedBy(Func<ChannelEvent, byte[]> encoder)
    {
        if (_encoded is { } known && known.Encoder == encoder) return known.Bytes;
        byte[] bytes = encoder(this);
        _encoded = new Encoding(encoder, bytes);
        return bytes;
    }

    private sealed record Encoding(Func<ChannelEvent, byte[]> Encoder, byte[] Bytes);
}
