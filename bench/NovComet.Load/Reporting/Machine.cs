using System.Runtime.InteropServices;

namespace NovComet.Load.Reporting;

/// <summary>What a reader must know of the machine to judge the figures: nothing that names it.</summary>
internal static class Machine
{
    public static string Description =>
        $"{Processor}, {Cores} cores, {MemoryGigabytes} GB; Linux {Kernel}; {RuntimeInformation.FrameworkDescription}.";

    private static string Processor => ProcessorLines("model name").FirstOrDefault() ?? RuntimeInformation.ProcessArchitecture.ToString();

    // Environment.ProcessorCount would count the one core that this program is bound to.
    private static int Cores => ProcessorLines("processor").Count();

    private static string Kernel => File.ReadAllText("/proc/sys/kernel/osrelease").Trim();

    private static long MemoryGigabytes => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30;

    private static IEnumerable<string> ProcessorLines(string name) => File.ReadLines("/proc/cpuinfo")
        .Where(line => line.StartsWith(name, StringComparison.Ordinal))
        .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
}
