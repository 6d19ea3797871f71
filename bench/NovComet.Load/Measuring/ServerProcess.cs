using System.Globalization;

namespace NovComet.Load.Measuring;

/// <summary>What the kernel says about the server: CPU time and proportional memory.</summary>
internal sealed class ServerProcess(int id)
{
    private const double TicksPerSecond = 100; // USER_HZ, the same on every Linux

    /// <summary>User and system time of all its threads, in steps of 10 ms.</summary>
    public double CpuSeconds
    {
        get
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            // The second field is the program's name in parentheses and may hold blanks: count from behind it.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
        }
    }

    /// <summary>Proportional set size: what the machine would get back if the process ended.</summary>
    public long MemoryBytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{id}/smaps_rollup").First(line => line.StartsWith("Pss:", StringComparison.Ordinal));
            return 1024 * Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
