namespace NovComet.Load.Measuring;

/// <summary>CPU seconds used within a span of time; percentages are of one core.</summary>
internal readonly record struct CpuUsage(double Seconds, double Server, double Load, double Machine)
{
    public static CpuUsage operator +(CpuUsage one, CpuUsage other) =>
        new(one.Seconds + other.Seconds, one.Server + other.Server, one.Load + other.Load, one.Machine + other.Machine);

    public double ServerPercent => 100 * Server / Seconds;

    public double LoadPercent => 100 * Load / Seconds;

    /// <summary>Neither server nor load program: above some 15 % the figures beside it are not to be trusted.</summary>
    public double OthersPercent => Math.Max(0, 100 * (Machine - Server - Load) / Seconds);
}
