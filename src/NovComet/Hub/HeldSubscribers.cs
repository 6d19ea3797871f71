namespace NovComet.Hub;

/// <summary>
/// Who is held: counts them, ends the polls whose hold is over, and lets everybody go at the end. One timer serves all,
/// because each poll is held equally long: the first that came is the first to end.
/// </summary>
internal sealed class HeldSubscribers : IDisposable
{
    // Holds that end close together end together.
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly LinkedList<Subscriber> _polls = new();
    private readonly LinkedList<Subscriber> _streams = new();
    private readonly TimeSpan _hold;
    private readonly TimeSpan _sleep;
    private readonly int _limit;
    private readonly TimeProvider _time;
    private readonly CometMetrics _metrics;
    private readonly ITimer _timer;
    private volatile bool _isStopping;

    public HeldSubscribers(TimeSpan hold, TimeSpan sleep, int limit, TimeProvider time, CometMetrics metrics)
    {
        _hold = hold;
        _sleep = sleep;
        _limit = limit;
        _time = time;
        _metrics = metrics;
        _timer = time.CreateTimer(static self => ((HeldSubscribers)self!).EndHolds(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool IsStopping => _isStopping;

    /// <summary>The clock, as a place in the order of those who are held.</summary>
    public long Now => _time.GetTimestamp();

    /// <summary>For how long a poll is certain to be told of what changes, in microseconds.</summary>
    public long WatchedMicroseconds => (long)(_hold - _sleep).TotalMicroseconds;

    /// <summary>Counts a subscriber in.</summary>
    /// <exception cref="SubscriberLimitException">As many are held as may be.</exception>
    public LinkedListNode<Subscriber> Add(Subscriber subscriber)
    {
        var place = new LinkedListNode<Subscriber>(subscriber);
        lock (_lock)
        {
            if (_polls.Count + _streams.Count >= _limit) throw new SubscriberLimitException(_limit);
            ListOf(subscriber).AddLast(place);
            if (_polls.First == place) _timer.Change(_hold, Timeout.InfiniteTimeSpan);
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

    public void Dispose() => _timer.Dispose();

    private void EndHolds()
    {
        List<Subscriber> ended = [];
        lock (_lock)
        {
            TimeSpan left = TimeSpan.Zero;
            while (_polls.First is { } first && (left = _hold - _time.GetElapsedTime(first.Value.HeldSince)) <= TimeSpan.Zero)
            {
                ended.Add(first.Value);
                _polls.RemoveFirst();
            }

            TimeSpan due = left > s_step ? left : s_step;
            _timer.Change(_polls.Count == 0 ? Timeout.InfiniteTimeSpan : due, Timeout.InfiniteTimeSpan);
        }

        FanOut.Queue([.. ended], WakeReason.HoldEnded);
    }

    private LinkedList<Subscriber> ListOf(Subscriber subscriber) => subscriber.Lifetime == Lifetime.Poll ? _polls : _streams;
}
