using System.Buffers.Binary;

namespace NovComet.Load.Messages.Wires;

/// <summary>A WebSocket frame: short ones are written, and any that a server sends are read where they lie.</summary>
internal readonly ref struct WebSocketFrame
{
    private const byte FinalText = 0x81;
    private const byte Final = 0x80;
    private const byte Masked = 0x80;
    private const byte Control = 0x08;
    private const byte Close = 0x88;
    private const int ShortLength = 125;
    private const int TwoByteLength = 126;

    private readonly byte _first;

    private WebSocketFrame(ReadOnlySpan<byte> bytes, int head, int payload)
    {
        _first = bytes[0];
        Length = head + payload;
        Payload = bytes.Slice(head, payload);
    }

    public int Length { get; }

    public ReadOnlySpan<byte> Payload { get; }

    public bool IsClose => _first == Close;

    public bool IsControl => (_first & Control) != 0;

    /// <summary>A message ends with it. Control frames come in between, and end none.</summary>
    public bool IsFinal => (_first & Final) != 0 && !IsControl;

    /// <summary>A client's text frame. The mask that it must have is zero, and changes nothing.</summary>
    public static byte[] OfText(ReadOnlySpan<byte> text)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, ShortLength);
        return [FinalText, (byte)(Masked | text.Length), 0, 0, 0, 0, .. text];
    }

    /// <summary>False as long as the frame has not arrived completely.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out WebSocketFrame frame)
    {
        frame = default;
        if (bytes.Length < 2) return false;
        var head = bytes[1] switch { <= ShortLength => 2, TwoByteLength => 4, _ => 10 };
        if (bytes.Length < head) return false;
        var payload = head switch
        {
            2 => bytes[1],
            4 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            _ => checked((int)BinaryPrimitives.ReadUInt64BigEndian(bytes[2..])),
        };
        if (bytes.Length - head < payload) return false;
        frame = new WebSocketFrame(bytes, head, payload);
        return true;
    }
}
