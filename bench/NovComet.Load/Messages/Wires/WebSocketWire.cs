using NovComet.Load.Messages.Dialects;

namespace NovComet.Load.Messages.Wires;

/// <summary>WebSocket: a text is a message, of one frame or of several. The server's pings need no answer for as long as a run lasts.</summary>
internal sealed class WebSocketWire(Dialect dialect) : OpenedWire(dialect)
{
    protected override ReadOnlySpan<byte> Welcome => "HTTP/1.1 101 "u8;

    protected override bool ReadStream(Subscriber subscriber, ref Span<byte> bytes, int kept, long at)
    {
        while (WebSocketFrame.TryRead(bytes, out var frame))
        {
            if (frame.IsClose) return false;
            var length = frame.IsControl ? frame.Length : MessageLength(bytes);
            if (length == 0) return true;
            if (frame.IsFinal) Dialect.Read(subscriber, frame.Payload, at);
            else if (!frame.IsControl) Dialect.Read(subscriber, Join(bytes[..length]), at);
            bytes = bytes[length..];
        }

        return true;
    }

    /// <summary>All frames of the message; 0 as long as they have not all arrived.</summary>
    private static int MessageLength(ReadOnlySpan<byte> bytes)
    {
        for (var length = 0; WebSocketFrame.TryRead(bytes[length..], out var frame);)
        {
            length += frame.Length;
            if (frame.IsFinal) return length;
        }

        return 0;
    }

    /// <summary>Moves what the frames carry together, over the frames.</summary>
    private static Span<byte> Join(Span<byte> frames)
    {
        var length = 0;
        for (var at = 0; WebSocketFrame.TryRead(frames[at..], out var frame); at += frame.Length)
        {
            if (frame.IsControl) continue;
            frame.Payload.CopyTo(frames[length..]);
            length += frame.Payload.Length;
        }

        return frames[..length];
    }
}
