namespace NovComet.AspNetCore.Transports;

/// <summary>How large a client's frame may be.</summary>
internal static class FrameBounds
{
    // What is around a message, or the names of as many channels as may be.
    private const int Envelope = 32 * 1024;

    public static int BytesFor(NovCometLimits limits) => limits.MessageBytes + Envelope;
}
