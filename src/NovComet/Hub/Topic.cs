using NovComet.Channels;
using NovComet.Storage;

namespace NovComet.Hub;

/// <summary>
/// A channel that has subscribers: who they are, and the refreshes that read its stamp once for all of them.
/// </summary>
/// <remarks>
/// No change is lost, because each subscriber registers first, reads the stamp itself, and then arms its registration with it:
/// a change after its read is noticed by the watch or the sweep, which ask for a refresh that starts after the change. Where a refresh
/// ended before the registration was armed, arming asks for another one.
/// </remarks>
internal sealed class Topic(ChannelName channel, TopicTable table) : IThreadPoolWorkItem
{
    private readonly Lock _lock = new();
    private readonly List<Registration> _registrations = [];
    private RefreshGate _gate;
    private ChannelEvent? _newest;
    private int _refreshes;
    private bool _isClosed;
    private bool _isToSettle;

    public ChannelName Channel => channel;

    /// <summary>Registers a subscriber, before it reads the stamp.</summary>
    /// <returns>Whether it was; a topic that lost its last subscriber is closed for good.</returns>
    public bool TryAdd(Registration registration)
    {
        lock (_lock)
        {
            if (_isClosed) return false;
            registration.Index = _registrations.Count;
            registration.RefreshesBefore = _refreshes;
            _registrations.Add(registration);
            return true;
        }
    }

    public void Remove(Registration registration)
    {
        lock (_lock)
        {
            Registration last = _registrations[^1];
            _registrations[registration.Index] = last;
            last.Index = registration.Index;
            _registrations.RemoveAt(_registrations.Count - 1);
            if (_registrations.Count > 0) return;
            _isClosed = true;
        }

        table.Remove(this);
    }

    /// <summary>Sets what a subscriber has read and now has.</summary>
    public void Arm(Registration registration, ChannelReading reading)
    {
        bool mayHaveMissed;
        lock (_lock)
        {
            registration.Arm(reading.Stamp);
            mayHaveMissed = registration.RefreshesBefore != _refreshes;
        }

        if (mayHaveMissed) AskForRefresh();
        if (!reading.IsSettled) LookAgainOnceSettled();
    }

    public ChannelEvent? TakeNews(Registration registration)
    {
        lock (_lock) return registration.TakeNews();
    }

    public Stamp StampOf(Registration registration)
    {
        lock (_lock) return registration.Has;
    }

    /// <summary>Asks for a refresh that starts later than now. Never waits.</summary>
    public void AskForRefresh()
    {
        if (_gate.Ask()) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Refreshes on the caller's time, unless a refresh is on its way anyhow.</summary>
    public Task SweepAsync()
    {
        if (_gate.TryStart()) return RefreshAsync(FanOut.Queue);
        AskForRefresh();
        return Task.CompletedTask;
    }

    void IThreadPoolWorkItem.Execute()
    {
        _gate.Start();
        _ = RefreshAsync(FanOut.Wake);
    }

    /// <summary>Reads the stamp and tells everybody for whom it is news. Never throws: stores read trouble as "no channel".</summary>
    private async Task RefreshAsync(Action<Subscriber[], WakeReason> wake)
    {
        ChannelReading reading = await table.Store.ReadAsync(channel, CancellationToken.None);
        Subscriber[] woken = Tell(reading.Stamp, out ChannelEvent found);

        // Before anybody is woken: what they do next must not delay the next refresh.
        if (_gate.End()) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        if (!reading.IsSettled) LookAgainOnceSettled();
        if (woken.Length == 0) return;
        wake(woken, WakeReason.News);
        table.Metrics.Woken(found.Stamp, woken.Length);
    }

    private Subscriber[] Tell(Stamp stamp, out ChannelEvent found)
    {
        lock (_lock)
        {
            _refreshes++;
            found = _newest?.Stamp == stamp ? _newest : new ChannelEvent(channel, stamp);
            _newest = found;
            List<Subscriber>? woken = null;
            foreach (Registration registration in _registrations)
            {
                if (registration.Tell(found)) (woken ??= new(_registrations.Count)).Add(registration.Subscriber);
            }

            return woken is null ? [] : [.. woken];
        }
    }

    private void LookAgainOnceSettled()
    {
        if (Interlocked.Exchange(ref _isToSettle, true)) return;
        _ = LookAgainAsync();
    }

    private async Task LookAgainAsync()
    {
        await Task.Delay(table.Store.SettleTime, table.Time);
        Volatile.Write(ref _isToSettle, false);
        AskForRefresh();
    }
}
