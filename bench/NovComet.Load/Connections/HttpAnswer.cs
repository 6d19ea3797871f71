using System.Buffers.Text;

namespace NovComet.Load.Connections;

/// <summary>An answer on a keep-alive connection, read where it lies.</summary>
internal readonly ref struct HttpAnswer
{
    public required int Length { get; init; }

    public required bool Succeeded { get; init; }

    public required ReadOnlySpan<byte> Head { get; init; }

    /// <summary>As it came: with its chunks, if it is chunked.</summary>
    public required ReadOnlySpan<byte> Body { get; init; }

    /// <summary>False as long as the answer has not arrived completely.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out HttpAnswer answer)
    {
        answer = default;
        var bodyAt = HeadLength(bytes);
        if (bodyAt == 0) return false;
        var length = LengthOf(bytes, bodyAt);
        if (length == 0 || length > bytes.Length) return false;

        var head = bytes[..bodyAt];
        answer = new HttpAnswer { Length = length, Succeeded = head.StartsWith("HTTP/1.1 200 "u8), Head = head, Body = bytes[bodyAt..length] };
        return true;
    }

    /// <summary>The status line and the headers with the empty line; 0 as long as they are not complete.</summary>
    public static int HeadLength(ReadOnlySpan<byte> bytes) => bytes.IndexOf("\r\n\r\n"u8) switch
    {
        < 0 => 0,
        var end => end + 4,
    };

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
}
