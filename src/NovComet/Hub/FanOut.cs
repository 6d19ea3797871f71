namespace NovComet.Hub;

/// <summary>Wakes many subscribers, a slice at a time, so that other work gets its turn in between.</summary>
internal sealed class FanOut : IThreadPoolWorkItem
{
    private const int Slice = 64;

    private readonly Subscriber[] _subscribers;
    private readonly WakeReason _reason;
    private int _next;

    private FanOut(Subscriber[] subscribers, WakeReason reason)
    {
        _subscribers = subscribers;
        _reason = reason;
    }

    /// <summary>Wakes them on the caller's thread where they are few. The caller must have nothing else to do: what follows a wake-up runs here.</summary>
    public static void Wake(Subscriber[] subscribers, WakeReason reason)
    {
        if (subscribers.Length > Slice) Queue(subscribers, reason);
        else foreach (Subscriber subscriber in subscribers) subscriber.Wake(reason);
    }

    /// <summary>Wakes them on other threads.</summary>
    public static void Queue(Subscriber[] subscribers, WakeReason reason)
    {
        if (subscribers.Length == 0) return;
        var fanOut = new FanOut(subscribers, reason);
        int threads = Math.Min(Environment.ProcessorCount, (subscribers.Length + Slice - 1) / Slice);
        for (int i = 0; i < threads; i++) ThreadPool.UnsafeQueueUserWorkItem(fanOut, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        int end = Interlocked.Add(ref _next, Slice);
        int start = end - Slice;
        if (start >= _subscribers.Length) return;
        foreach (Subscriber subscriber in _subscribers.AsSpan(start, Math.Min(Slice, _subscribers.Length - start)))
            subscriber.Wake(_reason);

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
