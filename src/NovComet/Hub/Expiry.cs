namespace NovComet.Hub;

/// <summary>Wakes a subscriber when its right to its channels ends, by the wall clock.</summary>
internal sealed class Expiry : IDisposable
{
    // A timer reaches 49 days; whoever may stay longer is looked at again.
    private static readonly TimeSpan s_furthest = TimeSpan.FromDays(1);

    private readonly Subscriber _subscriber;
    private readonly DateTimeOffset _at;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    public Expiry(Subscriber subscriber, DateTimeOffset at, TimeProvider time)
    {
        _subscriber = subscriber;
        _at = at;
        _time = time;
        _timer = time.CreateTimer(static self => ((Expiry)self!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Look();
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        TimeSpan left = _at - _time.GetUtcNow();
        if (left <= TimeSpan.Zero) _subscriber.Wake(WakeReason.Expired);
        else _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling((left < s_furthest ? left : s_furthest).TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }
}
