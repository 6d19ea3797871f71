namespace NovComet.AspNetCore.Authorization;

/// <summary>Counts what each key holds. A key that holds nothing takes no memory.</summary>
internal sealed class LimitedCounter<TKey>
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, int> _counts = [];

    /// <summary>Counts one more.</summary>
    /// <returns>What gives it back when it is disposed; null where the key holds as many as it may.</returns>
    public IDisposable? TryTake(TKey key, int most)
    {
        lock (_lock)
        {
            int held = _counts.GetValueOrDefault(key);
            if (held >= most) return null;
            _counts[key] = held + 1;
        }

        return new Place(this, key);
    }

    private void GiveBack(TKey key)
    {
        lock (_lock)
        {
            if (--_counts[key] == 0) _counts.Remove(key);
        }
    }

    private sealed class Place(LimitedCounter<TKey> counter, TKey key) : IDisposable
    {
        private int _isGiven;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isGiven, 1) == 0) counter.GiveBack(key);
        }
    }
}
