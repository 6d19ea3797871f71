using System.Globalization;
using NovComet.Load.Native;

namespace NovComet.Load.Measuring;

/// <summary>CPU seconds used so far by the server, by this program, and by the whole machine.</summary>
internal readonly record struct CpuSample(long At, double Server, double Load, double Machine)
{
    public static CpuSample Take(ServerProcess server) =>
        new(Clock.Now, server.CpuSeconds, Environment.CpuUsage.TotalTime.TotalSeconds, MachineSeconds());

    public CpuUsage Since(CpuSample earlier) =>
        new((At - earlier.At) / (double)Clock.Second, Server - earlier.Server, Load - earlier.Load, Machine - earlier.Machine);

    private static double MachineSeconds()
    {
        // cpu user nice system idle iowait irq softirq steal: all but idle and iowait is use.
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Take(8).Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return (ticks.Sum() - ticks[3] - ticks[4]) / 100.0;
    }
}
