using NovComet.Channels;

namespace NovComet.Hub;

/// <summary>
/// What a channel has for those who stand at one stamp: perhaps a gap, then messages, then perhaps a signal. One object serves all who
/// stand there, so that what they get is encoded once.
/// </summary>
/// <param name="name">What the subscriber calls the channel.</param>
/// <param name="stamp">The cursor of who got it.</param>
/// <param name="gap">Says that messages may be missing before these.</param>
/// <param name="messages">The messages.</param>
/// <param name="signal">A change after the last message.</param>
internal sealed class ChannelNews(ChannelName name, Stamp stamp, ChannelEvent? gap, ArraySegment<ChannelEvent> messages, ChannelEvent? signal)
{
    private Encoding? _encoded;
    private IReadOnlyList<ChannelNews>? _alone;

    /// <summary>What the subscriber calls the channel.</summary>
    public ChannelName Name => name;

    public Stamp Stamp => stamp;

    public ChannelEvent? Gap => gap;

    public ArraySegment<ChannelEvent> Messages { get; } = messages.Array is null ? ArraySegment<ChannelEvent>.Empty : messages;

    public ChannelEvent? Signal => signal;

    /// <summary>The news as a list of one: what most turns bring.</summary>
    public IReadOnlyList<ChannelNews> Alone => _alone ??= [this];

    /// <summary>All of it, in order.</summary>
    public IEnumerable<ChannelEvent> Events
    {
        get
        {
            if (gap is not null) yield return gap;
            foreach (ChannelEvent message in Messages) yield return message;
            if (signal is not null) yield return signal;
        }
    }

    /// <summary>The same news for a subscriber who calls the channel otherwise.</summary>
    public ChannelNews Under(ChannelName other) => other == name ? this : new ChannelNews(other, stamp, gap, Messages, signal);

    /// <summary>The same news without the messages that a session is not to receive. Its cursor moves past them all the same.</summary>
    public ChannelNews Without(string? session)
    {
        if (session is null || Messages.All(IsForIt)) return this;
        return new ChannelNews(name, stamp, gap, Messages.Where(IsForIt).ToArray(), signal);

        bool IsForIt(ChannelEvent message) => !string.Equals(message.Except, session, StringComparison.Ordinal);
    }

    /// <summary>The news as a transport writes it, encoded once for all who are given this object.</summary>
    /// <param name="encoder">The transport's encoder; one object for the life of the process.</param>
    public byte[] EncodedBy(Func<ChannelNews, byte[]> encoder)
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
    private sealed record Encoding(Func<ChannelNews, byte[]> Encoder, byte[] Bytes, Encoding? Next);
}
