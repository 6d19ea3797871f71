namespace NovComet.Hub;

/// <summary>
/// Who is held: counts them, ends the polls whose hold is over, gives the streams their heartbeat, and lets everybody go at the end.
/// One timer serves all polls, because each is held equally long: the first that came is the first to end. So with streams and heartbeats.
/// </summary>
internal sealed class HeldSubscribers : IDisposable
{
    // Holds that end close together end together.
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly LinkedList<Subscriber> _polls = new();
    private readonly LinkedList<Subscriber> _streams = new();
    private readonly TimeSpan _hold;
    private readonly TimeSpan _heartbeat;
    private readonly int _limit;
    private readonly TimeProvider _time;
    private readonly CometMetrics _metrics;
    private readonly ITimer _holds;
    private readonly ITimer _heartbeats;
    private volatile bool _isStopping;

    public HeldSubscribers(TimeSpan hold, TimeSpan heartbeat, int limit, TimeProvider time, CometMetrics metrics)
    {
        _hold = hold;
        _heartbeat = heartbeat;
        _limit = limit;
        _time = time;
        _metrics = metrics;
        _holds = time.CreateTimer(static self => ((HeldSubscribers)self!).EndHolds(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _heartbeats = time.CreateTimer(static self => ((HeldSubscribers)self!).Beat(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool IsStopping => _isStopping;

    /// <summary>The clock, as a place in the order of those who are held.</summary>
    public long Now => _time.GetTimestamp();

    /// <summary>Counts a subscriber in.</summary>
    /// <exception cref="SubscriberLimitException">As many are held as may be.</exception>
    public LinkedListNode<Subscriber> Add(Subscriber subscriber)
    {
        var place = new LinkedListNode<Subscriber>(subscriber);
        lock (_lock)
        {
            if (_polls.Count + _streams.Count >= _limit) throw new SubscriberLimitException(_limit);
            ListOf(subscriber).AddLast(place);
            if (_polls.First == place) _holds.Change(_hold, Timeout.InfiniteTimeSpan);
            if (_streams.First == place) _heartbeats.Change(_heartbeat, Timeout.InfiniteTimeSpan);
        }

        _metrics.Held(+1);
        if (_isStopping) subscriber.Wake(WakeReason.Stopping);
        return place;
    }

    public void Remove(LinkedListNode<Subscriber> place)
    {
        lock (_lock)
        {
            // A poll whose hold ended is not in the list any more.
            if (place.List is not null) ListOf(place.Value).Remove(place);
        }

        _metrics.Held(-1);
    }

    /// <summary>Wakes a subscriber when its right to its channels ends.</summary>
    /// <returns>The timer; null where its hold ends before.</returns>
    public Expiry? Expire(Subscriber subscriber, DateTimeOffset at) =>
        subscriber.Lifetime == Lifetime.Poll && at - _time.GetUtcNow() > _hold ? null : new Expiry(subscriber, at, _time);

    /// <summary>Lets everybody go, and whoever comes from now on.</summary>
    public void Stop()
    {
        Subscriber[] everybody;
        lock (_lock)
        {
            _isStopping = true;
            everybody = [.. _polls, .. _streams];
        }

        FanOut.Queue(everybody, WakeReason.Stopping);
    }

    public void Dispose()
    {
        _holds.Dispose();
        _heartbeats.Dispose();
    }

    private void EndHolds()
    {
        Subscriber[] ended;
        lock (_lock) ended = TakeDue(_polls, _hold, _holds);
        FanOut.Queue(ended, WakeReason.HoldEnded);
    }

    private void Beat()
    {
        Subscriber[] due;
        lock (_lock)
        {
            due = TakeDue(_streams, _heartbeat, _heartbeats, keeps: true);
        }

        FanOut.Queue(due, WakeReason.Heartbeat);
    }

    /// <summary>Takes those from the front of a list whose time has come, and sets the timer for the next; those that are kept start anew at the back.</summary>
    private Subscriber[] TakeDue(LinkedList<Subscriber> list, TimeSpan time, ITimer timer, bool keeps = false)
    {
        List<Subscriber> due = [];
        long now = Now;
        TimeSpan left = TimeSpan.Zero;
        while (list.First is { } first && (left = time - _time.GetElapsedTime(first.Value.HeldSince, now)) <= TimeSpan.Zero)
        {
            due.Add(first.Value);
            list.RemoveFirst();
            if (!keeps) continue;
            first.Value.HeldSince = now;
            list.AddLast(first);
        }

        TimeSpan next = left > s_step ? left : s_step;
        timer.Change(list.Count == 0 ? Timeout.InfiniteTimeSpan : next, Timeout.InfiniteTimeSpan);
        return [.. due];
    }

    private LinkedList<Subscriber> ListOf(Subscriber subscriber) => subscriber.Lifetime == Lifetime.Poll ? _polls : _streams;
}
