using System.Runtime.InteropServices;

namespace NovComet.Storage.Native;

/// <summary><c>struct timespec</c> on 64-bit systems.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TimeSpec
{
    private const long LeaveAsItIs = 0x3FFFFFFE;

    public long Seconds;
    public long Nanoseconds;

    /// <summary>Tells a call that sets times to leave this one as it is.</summary>
    public static TimeSpec Keep => new() { Nanoseconds = LeaveAsItIs };

    public static TimeSpec At(FileTime time)
    {
        (long seconds, long microseconds) = Math.DivRem(time.Microseconds, 1_000_000);
        if (microseconds < 0) (seconds, microseconds) = (seconds - 1, microseconds + 1_000_000);
        return new TimeSpec { Seconds = seconds, Nanoseconds = (microseconds * 1000) + time.Nanoseconds };
    }
}
