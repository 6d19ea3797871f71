namespace NovComet.AspNetCore.Transports;

/// <summary>What a carrier received.</summary>
/// <param name="Json">The frame, until the next one is asked for.</param>
/// <param name="End">Why there are no more; null where there may be.</param>
internal readonly record struct ReceivedFrame(ReadOnlyMemory<byte> Json, FrameEnd? End = null)
{
    public static ReceivedFrame Last(FrameEnd end) => new(default, end);
}
