namespace NovComet.Load.Measuring;

/// <summary>The CPU that is used from here on, less the times for which it was suspended.</summary>
internal sealed class CpuMeter(ServerProcess server)
{
    private CpuSample _resumed = CpuSample.Take(server);
    private CpuUsage _used;

    public void Suspend() => _used += CpuSample.Take(server).Since(_resumed);

    public void Resume() => _resumed = CpuSample.Take(server);

    public CpuUsage End()
    {
        Suspend();
        return _used;
    }
}
