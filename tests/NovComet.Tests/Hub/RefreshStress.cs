using NovComet.Hub;

namespace NovComet.Tests.Hub;

/// <summary>Refreshes that only note how many asks they can know of, run by the thread pool as a topic's are.</summary>
internal sealed class RefreshStress : IThreadPoolWorkItem
{
    private RefreshGate _gate;
    private int _asked;
    private int _running;
    private int _seen;

    public int Asked => Volatile.Read(ref _asked);

    public int SeenByLastRefresh => Volatile.Read(ref _seen);

    public bool HasOverlapped { get; private set; }

    public void Ask(int times)
    {
        for (int i = 0; i < times; i++)
        {
            Interlocked.Increment(ref _asked);
            if (_gate.Ask()) Queue();
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        _gate.Start();
        if (Interlocked.Increment(ref _running) != 1) HasOverlapped = true;
        Volatile.Write(ref _seen, Asked);
        Interlocked.Decrement(ref _running);
        if (_gate.End()) Queue();
    }

    private void Queue() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
}
