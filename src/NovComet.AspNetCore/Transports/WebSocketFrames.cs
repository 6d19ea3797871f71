using System.Buffers;
using System.Buffers.Binary;

namespace NovComet.AspNetCore.Transports;

/// <summary>Text frames as a server sends them (RFC 6455, section 5.2): whole, unmasked, with the shortest form of their length.</summary>
internal sealed class WebSocketFrames : FrameFormat
{
    private const byte WholeText = 0x81;
    private const int MostInOneByte = 125;
    private const byte TwoBytesFollow = 126;
    private const byte EightBytesFollow = 127;

    private WebSocketFrames()
    {
    }

    public static WebSocketFrames Instance { get; } = new();

    protected override void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> json)
    {
        Span<byte> header = output.GetSpan(2 + sizeof(ulong));
        header[0] = WholeText;
        output.Advance(2 + WriteLength(header[1..], json.Length));
        output.Write(json);
    }

    /// <returns>How many bytes follow the first one.</returns>
    private static int WriteLength(Span<byte> header, int length)
    {
        switch (length)
        {
            case <= MostInOneByte:
                header[0] = (byte)length;
                return 0;
            case <= ushort.MaxValue:
                header[0] = TwoBytesFollow;
                BinaryPrimitives.WriteUInt16BigEndian(header[1..], (ushort)length);
                return sizeof(ushort);
            default:
                header[0] = EightBytesFollow;
                BinaryPrimitives.WriteUInt64BigEndian(header[1..], (ulong)length);
                return sizeof(ulong);
        }
    }
}
