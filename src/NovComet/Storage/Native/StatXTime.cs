using System.Runtime.InteropServices;

namespace NovComet.Storage.Native;

/// <summary><c>struct statx_timestamp</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct StatXTime
{
    public long Seconds;
    public uint Nanoseconds;
    public int Padding;

    /// <summary>Microseconds since the Unix epoch, within what fits.</summary>
    public readonly long Microseconds => (Math.Clamp(Seconds, -1L << 40, 1L << 40) * 1_000_000) + (Nanoseconds / 1000);
}
