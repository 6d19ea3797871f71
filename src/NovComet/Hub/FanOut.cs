namespace NovComet.Hub;

/// <summary>Wakes many subscribers, a slice at a time, so that other fan-outs get their turn in between.</summary>
internal sealed class FanOut
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
        FanOutThreads.Run(new FanOut(subscribers, reason), slices: (subscribers.Length + Slice - 1) / Slice);
    }

    /// <summary>Wakes the next slice. Several threads may do this at a time.</summary>
    /// <returns>Whether there may be more.</returns>
    public bool WakeSlice()
    {
        int end = Interlocked.Add(ref _next, Slice);
        int start = end - Slice;
        if (start >= _subscribers.Length) return false;
        foreach (Subscriber subscriber in _subscribers.AsSpan(start, Math.Min(Slice, _subscribers.Length - start))) subscriber.Wake(_reason);
        return end < _subscribers.Length;
    }
}
