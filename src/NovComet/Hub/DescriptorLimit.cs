using NovComet.Storage.Native;

namespace NovComet.Hub;

/// <summary>How many subscribers the process can hold: each one takes a descriptor for its connection.</summary>
internal static class DescriptorLimit
{
    /// <summary>Left for files, the watch, listening sockets and publishers.</summary>
    public const int Reserve = 256;

    private const int BytesPerSubscriber = 12 * 1024;

    /// <summary>What is assumed where the system does not tell.</summary>
    public const int Unknown = 10_000;

    /// <summary>How many descriptors the process may have open; null where the system does not tell.</summary>
    public static long? Current =>
        OperatingSystem.IsLinux() && LibC.GetLimit(LibC.DescriptorLimit, out Limit limit) == 0
            ? (long)Math.Min(limit.Current, int.MaxValue)
            : null;

    /// <summary>How many subscribers that leaves room for; at least one.</summary>
    public static int Subscribers => (int)Math.Clamp((Current ?? Unknown + Reserve) - Reserve, 1, Math.Max(FitIntoMemory, 1));

    // Some containers have limits of a thousand million descriptors: memory ends first.
    private static long FitIntoMemory => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2 / BytesPerSubscriber;
}
