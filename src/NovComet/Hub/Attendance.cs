namespace NovComet.Hub;

/// <summary>
/// Who is there, with patience: one who goes and is back within the grace time, as long-polls do all the time, was never gone.
/// One timer serves all, because the grace is the same for each: the first that went is the first to be counted out.
/// </summary>
internal sealed class Attendance<TKey> : IDisposable where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Attendant> _attendants = [];
    private readonly LinkedList<Attendant> _away = new();
    private readonly TimeSpan _grace;
    private readonly TimeProvider _time;
    private readonly Action<TKey> _came;
    private readonly Action<TKey> _left;
    private readonly ITimer _timer;

    /// <param name="grace">How long somebody may be away.</param>
    /// <param name="time">The clock.</param>
    /// <param name="came">Told who is there now and was not before. Called under the lock, so that the order is true: it is short and calls nobody.</param>
    /// <param name="left">Told who is not there any more; as <paramref name="came"/>.</param>
    public Attendance(TimeSpan grace, TimeProvider time, Action<TKey> came, Action<TKey> left)
    {
        _grace = grace;
        _time = time;
        _came = came;
        _left = left;
        _timer = time.CreateTimer(static self => ((Attendance<TKey>)self!).CountOut(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Enter(TKey key)
    {
        lock (_lock)
        {
            if (_attendants.TryGetValue(key, out Attendant? known))
            {
                if (known.Times++ == 0) _away.Remove(known.Place);
                return;
            }

            _attendants.Add(key, new Attendant(key));
            _came(key);
        }
    }

    public void Leave(TKey key)
    {
        lock (_lock)
        {
            Attendant attendant = _attendants[key];
            if (--attendant.Times > 0) return;
            attendant.WentAt = _time.GetTimestamp();
            _away.AddLast(attendant.Place);
            if (_away.First == attendant.Place) _timer.Change(_grace, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void CountOut()
    {
        lock (_lock)
        {
            TimeSpan left = TimeSpan.Zero;
            while (_away.First is { } first && (left = _grace - _time.GetElapsedTime(first.Value.WentAt)) <= TimeSpan.Zero)
            {
                _away.RemoveFirst();
                _attendants.Remove(first.Value.Key);
                _left(first.Value.Key);
            }

            _timer.Change(_away.Count == 0 ? Timeout.InfiniteTimeSpan : left, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class Attendant
    {
        public Attendant(TKey key)
        {
            Key = key;
            Place = new LinkedListNode<Attendant>(this);
        }

        public TKey Key { get; }

        public LinkedListNode<Attendant> Place { get; }

        /// <summary>How many times it is there: tabs, connections.</summary>
        public int Times { get; set; } = 1;

        public long WentAt { get; set; }
    }
}
