using NovComet.Channels;
using NovComet.Storage;

namespace NovComet.Hub;

/// <summary>
/// A channel that has subscribers: who they are, what its last look found, and the looks that serve all of them.
/// </summary>
/// <remarks>
/// No change is lost. What a look found becomes known only if no look that began later did so before, so that what is known never goes back.
/// Whatever becomes known is told to everybody armed, under the same lock under which a subscriber is armed with what a look found that began
/// after it was registered: a change after that look is noticed by the watch or the sweep, which ask for a look that begins after the change.
/// </remarks>
internal sealed class Topic(ChannelName channel, TopicTable table) : IThreadPoolWorkItem
{
    private const int SweepsToLinger = 2;

    private readonly Lock _lock = new();
    private readonly List<Registration> _registrations = [];
    private RefreshGate _gate;
    private volatile ChannelTail _tail = ChannelTail.Unread(channel);
    private long _looks;
    private long _latest;
    private bool _isClosed;
    private int _sweepsLeft;
    private bool _isToSettle;

    public ChannelName Channel => channel;

    /// <summary>How many subscribers it has now.</summary>
    public int Subscribers
    {
        get
        {
            lock (_lock) return _registrations.Count;
        }
    }

    /// <summary>Registers a subscriber, before it looks.</summary>
    /// <returns>Whether it was; a topic that lost its last subscriber is closed for good.</returns>
    public bool TryAdd(Registration registration)
    {
        lock (_lock)
        {
            if (_isClosed) return false;
            registration.Index = _registrations.Count;
            registration.LooksBefore = Volatile.Read(ref _looks);
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

            // With messages it lingers: whoever polls is back in a moment, and would have to read all of them again.
            _sweepsLeft = _tail.Log is null ? 0 : SweepsToLinger;
            if (_sweepsLeft > 0) return;
            _isClosed = true;
        }

        table.Remove(this);
    }

    /// <summary>Looks, and arms a subscriber with what that found: from then on it is told of all that differs from what it has.</summary>
    public Task ArmAsync(Registration registration) => LookAsync(registration, FanOut.Queue);

    public ChannelNews? TakeNews(Registration registration)
    {
        lock (_lock) return registration.TakeNews(_tail);
    }

    /// <summary>Where a subscriber stands, as news, which it then has.</summary>
    public ChannelNews AnchorOf(Registration registration)
    {
        ChannelName name = registration.Subscription.Name;
        lock (_lock) return new ChannelNews(name, registration.Has, null, [], ChannelEvent.Signal(name, registration.Has));
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

    /// <summary>Refreshes and wakes on the caller's thread, unless a refresh is on its way anyhow. Many are woken by others.</summary>
    public void RefreshInPlace()
    {
        if (_gate.TryStart()) _ = RefreshAsync(FanOut.Wake);
        else AskForRefresh();
    }

    /// <summary>Refreshes on the caller's time, unless a refresh is on its way anyhow.</summary>
    public Task SweepAsync()
    {
        if (!HasSubscribers()) return Task.CompletedTask;
        if (_gate.TryStart()) return RefreshAsync(FanOut.Queue);
        AskForRefresh();
        return Task.CompletedTask;
    }

    /// <summary>Closes a topic that has been without subscribers for some sweeps.</summary>
    /// <returns>Whether somebody has to be told what a look would find.</returns>
    private bool HasSubscribers()
    {
        lock (_lock)
        {
            if (_registrations.Count > 0) return true;
            if (_isClosed || --_sweepsLeft > 0) return false;
            _isClosed = true;
        }

        table.Remove(this);
        return false;
    }

    void IThreadPoolWorkItem.Execute()
    {
        _gate.Start();
        _ = RefreshAsync(FanOut.Wake);
    }

    private Task RefreshAsync(Action<Subscriber[], WakeReason> wake) => LookAsync(null, wake);

    /// <summary>
    /// Looks, and tells everybody for whom that is news: for a subscriber that is to be armed, or else as the refresh that the gate let in.
    /// Never throws: stores read trouble as "no channel".
    /// </summary>
    private async Task LookAsync(Registration? registration, Action<Subscriber[], WakeReason> wake)
    {
        Subscriber[] woken;
        ChannelReading reading;
        Look look;
        do
        {
            look = new Look(Interlocked.Increment(ref _looks), _tail);
            reading = await table.Store.ReadAsync(channel, look.Known.Log, CancellationToken.None);
        }
        while (!TryTake(look, reading, registration, out woken));

        // Before anybody is woken: what they do next must not delay the next refresh.
        if (registration is null && _gate.End()) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        if (!reading.IsSettled) LookAgainOnceSettled();
        if (woken.Length == 0) return;
        wake(woken, WakeReason.News);
        table.Metrics.Woken(reading.Stamp, woken.Length);
    }

    /// <returns>Whether there is no need to look again: what is known now is not older than the look.</returns>
    private bool TryTake(Look look, ChannelReading reading, Registration? registration, out Subscriber[] woken)
    {
        woken = [];
        lock (_lock)
        {
            bool isNew = reading.Stamp != look.Known.Stamp || !ReferenceEquals(reading.Log, look.Known.Log);
            bool isTaken = _tail == look.Known && (!isNew || look.Number > _latest);
            if (isTaken && isNew)
            {
                _tail = look.Known.Follow(reading, table.Window);
                woken = Tell();
            }

            if (isTaken) _latest = Math.Max(_latest, look.Number);

            // A subscriber is served by any look that began after it was registered; else, on a busy channel, its own might never be the one that is taken.
            if (registration is null || _latest <= registration.LooksBefore) return isTaken;
            registration.Arm(_tail, table.Now, table.WatchedMicroseconds);
            return true;
        }
    }

    private Subscriber[] Tell()
    {
        List<Subscriber>? woken = null;
        foreach (Registration registration in _registrations)
        {
            if (registration.Tell(_tail)) (woken ??= new(_registrations.Count)).Add(registration.Subscriber);
        }

        return woken is null ? [] : [.. woken];
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

    /// <summary>One look at the store.</summary>
    /// <param name="Number">Looks are numbered as they begin.</param>
    /// <param name="Known">What was known then.</param>
    private readonly record struct Look(long Number, ChannelTail Known);
}
