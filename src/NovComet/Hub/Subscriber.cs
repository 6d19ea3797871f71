using System.Threading.Tasks.Sources;
using NovComet.Channels;

namespace NovComet.Hub;

/// <summary>
/// The one loop: register, read, compare, wait. A poll runs it for one turn, a stream until it ends.
/// Its turns are called one after the other; waking it, and asking it for other channels, is safe from any thread.
/// </summary>
internal sealed class Subscriber : IDisposable, IValueTaskSource<bool>
{
    private const long MostBytesInATurn = 256 * 1024;

    private readonly TopicTable _topics;
    private readonly HeldSubscribers _held;
    private readonly Visit? _visit;
    private readonly List<Registration> _registrations;
    private readonly LinkedListNode<Subscriber> _place;
    private Resubscription? _asked;
    private string? _session;
    private Expiry? _expiry;
    private ManualResetValueTaskSourceCore<bool> _wait;
    private int _isWoken;
    private int _isBeatDue;
    private WakeReason _end = WakeReason.News; // News: it has not ended.
    private bool _hasHadItsLast;
    private int _armed;
    private int _next;

    /// <summary>Registers a subscriber on all its channels.</summary>
    /// <param name="subscriptions">Its channels, and where it stands.</param>
    /// <param name="topics">The channels with subscribers.</param>
    /// <param name="held">Who is held.</param>
    /// <param name="visit">Whose subscriber it is; null where that is not known. It ends with the subscriber.</param>
    /// <param name="lifetime">Whether it is held for one poll or until it ends.</param>
    /// <param name="continuations">
    /// <see cref="TaskCreationOptions.None"/> where what follows a turn may run on the thread that wakes: it must be short and never block.
    /// </param>
    /// <exception cref="SubscriberLimitException">As many are held as may be.</exception>
    public Subscriber(ReadOnlySpan<Subscription> subscriptions, TopicTable topics, HeldSubscribers held, Visit? visit, Lifetime lifetime, TaskCreationOptions continuations)
    {
        _visit = visit;
        _topics = topics;
        _held = held;
        _wait.RunContinuationsAsynchronously = continuations.HasFlag(TaskCreationOptions.RunContinuationsAsynchronously);
        Lifetime = lifetime;
        HeldSince = held.Now;
        _place = held.Add(this);
        visit?.Begin();
        _registrations = new List<Registration>(subscriptions.Length);
        foreach (Subscription subscription in subscriptions) Register(subscription);
    }

    /// <summary>For how long it is held.</summary>
    public Lifetime Lifetime { get; }

    /// <summary>Since when it is held, or had its last heartbeat, by the clock of <see cref="HeldSubscribers.Now"/>.</summary>
    public long HeldSince { get; set; }

    /// <summary>Where it stands now, by a stamp on each of its channels.</summary>
    public Cursor Cursor
    {
        get
        {
            var positions = new ChannelPosition[_registrations.Count];
            for (int i = 0; i < positions.Length; i++)
            {
                Registration registration = _registrations[i];
                positions[i] = new ChannelPosition(registration.Subscription.Name, Position.After(registration.Topic.StampOf(registration)));
            }

            return Cursor.OfDistinct(positions);
        }
    }

    /// <summary>Wakes it. Of several reasons to end, the first counts; news that came before it are told first, except where the right to them has expired.</summary>
    public void Wake(WakeReason reason)
    {
        if (reason == WakeReason.Heartbeat) Volatile.Write(ref _isBeatDue, 1);
        else if (reason is not (WakeReason.News or WakeReason.Resubscribed)) Interlocked.CompareExchange(ref _end, reason, WakeReason.News);
        if (Interlocked.Exchange(ref _isWoken, 1) == 0) _wait.SetResult(true);
    }

    /// <summary>
    /// Ends it when its right to its channels does: whatever was published by then or later is not told any more. Called once, before the first turn.
    /// </summary>
    public void ExpireAt(DateTimeOffset time) => _expiry = _held.Expire(this, time);

    /// <summary>
    /// Asks for other channels; the turn that has them says <see cref="WakeReason.Resubscribed"/>. Ends with that turn, or when no more are taken: who
    /// asks again and again, and takes no turns, waits.
    /// </summary>
    public async Task ResubscribeAsync(IReadOnlyList<Subscription> added, IReadOnlyList<ChannelName> removed)
    {
        var asked = new Resubscription(added, removed);
        while (Interlocked.CompareExchange(ref _asked, asked, null) is { } before)
        {
            if (before == Resubscription.Ended) return;
            await before.Done;
        }

        Wake(WakeReason.Resubscribed);
        await asked.Done;
    }

    /// <summary>
    /// Reads the channels that are new, after their registration: read before it, a change in between would be lost. Each turn does so first;
    /// who asks for it alone learns from <see cref="Cursor"/> where the subscriber stands before its first news.
    /// </summary>
    public async ValueTask ArmAsync()
    {
        for (; _armed < _registrations.Count; _armed++) await _registrations[_armed].Topic.ArmAsync(_registrations[_armed]);
    }

    /// <summary>The next turn: ends as soon as a channel has another stamp, and in every other way that <see cref="WakeReason"/> lists.</summary>
    public async ValueTask<Turn> NextAsync(CancellationToken aborted)
    {
        if (_armed < _registrations.Count) await ArmAsync();
        if (!IsBusyElsewhere && TakeNews() is { } known) return known;
        using CancellationTokenRegistration abort = aborted.UnsafeRegister(static self => ((Subscriber)self!).Wake(WakeReason.Aborted), this);
        while (true)
        {
            if (HasExpired) return Turn.Without(WakeReason.Expired);
            if (await TryResubscribeAsync()) return Turn.Without(WakeReason.Resubscribed);
            if (_end != WakeReason.News && _hasHadItsLast) return Turn.Without(_end);
            _hasHadItsLast = _end != WakeReason.News;
            if (TakeNews() is { } news) return news;
            if (_end != WakeReason.News) return Turn.Without(_end);
            if (Interlocked.Exchange(ref _isBeatDue, 0) != 0) return Turn.Without(WakeReason.Heartbeat);
            await new ValueTask<bool>(this, _wait.Version);

            // Before the next look for news: whoever wakes from here on starts the wait anew.
            _wait.Reset();
            Interlocked.Exchange(ref _isWoken, 0);
        }
    }

    /// <summary>Says that no more turns are taken: who waits for other channels goes on without them.</summary>
    public void EndTurns() => Interlocked.Exchange(ref _asked, Resubscription.Ended)?.End();

    public void Dispose()
    {
        EndTurns();
        _expiry?.Dispose();
        _held.Remove(_place);
        foreach (Registration registration in _registrations) Unregister(registration);
        _visit?.Dispose();
    }

    // Before all news: a busy channel has some at every turn.
    private bool HasExpired => _end == WakeReason.Expired;

    private void Register(Subscription subscription)
    {
        _registrations.Add(_topics.Register(this, subscription));
        _session ??= SessionId.HashOf(subscription.Channel);
        _visit?.Join(subscription.Channel);
    }

    private void Unregister(Registration registration)
    {
        registration.Topic.Remove(registration);
        _visit?.Leave(registration.Subscription.Channel);
    }

    /// <summary>Whether something else comes before the news that there may be.</summary>
    private bool IsBusyElsewhere => _end != WakeReason.News || Volatile.Read(ref _asked) is not null;

    private async ValueTask<bool> TryResubscribeAsync()
    {
        if (Volatile.Read(ref _asked) is not { } asked) return false;
        Apply(asked);
        await ArmAsync();

        // From here on the next one can be asked for.
        Interlocked.CompareExchange(ref _asked, null, asked);
        asked.End();
        return true;
    }

    private void Apply(Resubscription asked)
    {
        foreach (ChannelName name in asked.Removed.Concat(asked.Added.Select(subscription => subscription.Name)))
        {
            int index = _registrations.FindIndex(registration => registration.Subscription.Name == name);
            if (index < 0) continue;
            Unregister(_registrations[index]);
            _registrations.RemoveAt(index);
            if (index < _armed) _armed--;
        }

        foreach (Subscription subscription in asked.Added) Register(subscription);
    }

    private Turn? TakeNews()
    {
        ChannelNews? first = null;
        List<ChannelNews>? all = null;
        long bytes = 0;
        for (int looked = 0; looked < _registrations.Count && bytes < MostBytesInATurn; looked++)
        {
            // Each turn begins behind the last one's end, so that a busy channel leaves the others their turn.
            _next = _next < _registrations.Count ? _next : 0;
            Registration registration = _registrations[_next++];
            if (registration.Topic.TakeNews(registration)?.Without(_session) is not { } news) continue;
            foreach (ChannelEvent message in news.Messages) bytes += message.Json.Length;
            if (first is null) first = news;
            else (all ??= [first]).Add(news);
        }

        return first is null ? null : News(all ?? first.Alone);
    }

    /// <summary>
    /// A poll's answer also tells where the channels stand for which the subscriber gave a time that is yet to come: it would
    /// give the same time again, and what happens between the two polls would be lost.
    /// </summary>
    private Turn News(IReadOnlyList<ChannelNews> news)
    {
        if (Lifetime == Lifetime.Poll)
        {
            foreach (Registration registration in _registrations)
            {
                if (!ChangeRules.IsAhead(registration.Subscription.Position, _topics.Now)) continue;
                if (!news.Any(told => told.Name == registration.Subscription.Name)) news = [.. news, registration.Topic.AnchorOf(registration)];
            }
        }

        return new Turn(WakeReason.News, news);
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _wait.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _wait.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wait.OnCompleted(continuation, state, token, flags);

    private sealed class Resubscription(IReadOnlyList<Subscription> added, IReadOnlyList<ChannelName> removed)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Stands where nothing can be asked for any more.</summary>
        public static Resubscription Ended { get; } = new([], []);

        public IReadOnlyList<Subscription> Added => added;

        public IReadOnlyList<ChannelName> Removed => removed;

        public Task Done => _done.Task;

        public void End() => _done.TrySetResult();
    }
}
