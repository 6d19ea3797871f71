using NovComet.Load.Messages.Dialects;

namespace NovComet.Load.Messages.Wires;

/// <summary>Server-Sent Events, in a chunked body: a text is a block, up to its empty line.</summary>
internal sealed class SseWire(Dialect dialect) : OpenedWire(dialect)
{
    protected override ReadOnlySpan<byte> Welcome => "HTTP/1.1 200 "u8;

    protected override bool ReadStream(Subscriber subscriber, ref Span<byte> bytes, int kept, long at)
    {
        bytes = bytes[..(kept + subscriber.Chunks.Unwrap(bytes[kept..]))];
        for (int end; (end = bytes.IndexOf(Dialect.BlockEnd)) >= 0; bytes = bytes[(end + Dialect.BlockEnd.Length)..])
            Dialect.Read(subscriber, bytes[..end], at);
        return true;
    }
}
