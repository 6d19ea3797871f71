using System.Buffers.Text;

namespace NovComet.Load.Polling;

/// <summary>What a long-poll's answer says, read where it lies. Where nothing has changed, the channel is empty.</summary>
internal readonly ref struct PollAnswer
{
    private static ReadOnlySpan<byte> StampHeader => "Comet-Stamp: "u8;

    public ReadOnlySpan<byte> Channel { get; private init; }

    public long Stamp { get; private init; }

    /// <summary>The first channel of <c>"k":{"channel":stamp}</c>: a poll of this program names only one.</summary>
    public static PollAnswer Read(ReadOnlySpan<byte> body)
    {
        var nameAt = body.IndexOf("\"k\":{\""u8) + 6;
        if (nameAt < 6) return default;
        var nameLength = body[nameAt..].IndexOf("\":"u8);
        if (nameLength < 0) return default;
        return new PollAnswer { Channel = body.Slice(nameAt, nameLength), Stamp = ReadStamp(body[(nameAt + nameLength + 2)..]) };
    }

    /// <summary>The stamp of a publish, which its answer's head says; 0 if it does not.</summary>
    public static long StampIn(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf(StampHeader) + StampHeader.Length;
        return at < StampHeader.Length ? 0 : ReadStamp(head[at..]);
    }

    /// <summary>Exactly six digits follow the point: anything else is no stamp, and reads as 0.</summary>
    public static long ReadStamp(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out long seconds, out var point) && text.Length > point + 6 && text[point] == '.'
        && Utf8Parser.TryParse(text.Slice(point + 1, 6), out int fraction, out var digits) && digits == 6
            ? seconds * 1_000_000 + fraction
            : 0;
}
