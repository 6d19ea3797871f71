using NovComet.Load.Connections;
using NovComet.Load.Messages.Dialects;

namespace NovComet.Load.Messages.Wires;

/// <summary>A wire on which one request opens a stream.</summary>
internal abstract class OpenedWire(Dialect dialect) : IWire
{
    protected Dialect Dialect => dialect;

    /// <summary>How the answer starts if the server does not refuse.</summary>
    protected abstract ReadOnlySpan<byte> Welcome { get; }

    public bool Open(Subscriber subscriber) => subscriber.TrySend(dialect.Request(subscriber));

    public bool Read(Subscriber subscriber, ref Span<byte> bytes, int kept, long at)
    {
        if (!subscriber.IsOpen)
        {
            var head = HttpAnswer.HeadLength(bytes);
            if (head == 0) return true;
            if (!bytes.StartsWith(Welcome)) return false;
            bytes = bytes[head..];
            kept = 0;
            subscriber.IsOpen = true;
            dialect.Opened(subscriber);
        }

        return ReadStream(subscriber, ref bytes, kept, at);
    }

    /// <inheritdoc cref="Read"/>
    protected abstract bool ReadStream(Subscriber subscriber, ref Span<byte> bytes, int kept, long at);
}
