using System.Diagnostics;

namespace NovComet.Load.Native;

/// <summary>The monotonic clock in nanoseconds, which is what Stopwatch counts on Linux.</summary>
internal static class Clock
{
    internal const long Second = 1_000_000_000;

    internal static long Now => Stopwatch.GetTimestamp();

    internal static long After(TimeSpan time) => Now + Span(time);

    internal static long Span(TimeSpan time) => (long)(time.TotalSeconds * Second);
}
