using System.Buffers;

namespace NovComet.AspNetCore.Transports;

/// <summary>A frame a line. JSON on one line has no line break inside.</summary>
internal sealed class LineFrames : FrameFormat
{
    private LineFrames()
    {
    }

    public static LineFrames Instance { get; } = new();

    protected override void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> json)
    {
        output.Write(json);
        output.Write("\n"u8);
    }
}
