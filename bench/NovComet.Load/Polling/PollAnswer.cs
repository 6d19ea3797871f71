using System.Buffers.Text;

namespace NovComet.Load.Polling;

/// <summary>A long-poll's answer, read where it lies. Where nothing has changed, the channel is empty.</summary>
internal readonly ref struct PollAnswer
{
    public required int Length { get; init; }

    public required bool Succeeded { get; init; }

    public ReadOnlySpan<byte> Channel { get; init; }

    public long Stamp { get; init; }

    /// <summary>False as long as the answer has not arrived completely.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out PollAnswer answer)
    {
        answer = default;
        var bodyAt = bytes.IndexOf("\r\n\r\n"u8) + 4;
        if (bodyAt < 4) return false;
        var length = LengthOf(bytes, bodyAt);
        if (length == 0 || length > bytes.Length) return false;

        var succeeded = bytes.StartsWith("HTTP/1.1 200 "u8);
        var changed = ChangedIn(bytes[bodyAt..length], out var stamp);
        answer = new PollAnswer { Length = length, Succeeded = succeeded, Channel = changed, Stamp = stamp };
        return true;
    }

    /// <summary>The first channel of <c>"k":{"channel":stamp}</c>: a poll of this program names only one.</summary>
    private static ReadOnlySpan<byte> ChangedIn(ReadOnlySpan<byte> body, out long stamp)
    {
        stamp = 0;
        var nameAt = body.IndexOf("\"k\":{\""u8) + 6;
        if (nameAt < 6) return [];
        var nameLength = body[nameAt..].IndexOf("\":"u8);
        if (nameLength < 0) return [];
        stamp = ReadStamp(body[(nameAt + nameLength + 2)..]);
        return body.Slice(nameAt, nameLength);
    }

    private static int LengthOf(ReadOnlySpan<byte> bytes, int bodyAt)
    {
        var head = bytes[..bodyAt];
        var lengthAt = head.IndexOf("Content-Length: "u8) + 16;
        if (lengthAt >= 16) return Utf8Parser.TryParse(head[lengthAt..], out int length, out _) ? bodyAt + length : 0;
        // Neither a length nor chunks: an answer without a body.
        if (head.IndexOf("Transfer-Encoding: chunked"u8) < 0) return bodyAt;
        var lastChunkAt = bytes[(bodyAt - 2)..].IndexOf("\r\n0\r\n\r\n"u8);
        return lastChunkAt < 0 ? 0 : bodyAt - 2 + lastChunkAt + 7;
    }

    /// <summary>Exactly six digits follow the point: anything else is no stamp, and reads as 0.</summary>
    private static long ReadStamp(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out long seconds, out var point) && text.Length > point + 6 && text[point] == '.'
        && Utf8Parser.TryParse(text.Slice(point + 1, 6), out int fraction, out var digits) && digits == 6
            ? seconds * 1_000_000 + fraction
            : 0;
}
