using System.Threading.Tasks.Sources;
using NovComet.Channels;
using NovComet.Storage;

namespace NovComet.Hub;

/// <summary>
/// The one loop: register, read, compare, wait. A poll runs it for one turn, a stream until it ends.
/// Its turns are called one after the other; waking it is safe from any thread.
/// </summary>
internal sealed class Subscriber : IDisposable, IValueTaskSource<bool>
{
    private readonly Cursor _cursor;
    private readonly TopicTable _topics;
    private readonly HeldSubscribers _held;
    private readonly Registration[] _registrations;
    private readonly LinkedListNode<Subscriber> _place;
    private ManualResetValueTaskSourceCore<bool> _wait;
    private int _isWoken;
    private WakeReason _end = WakeReason.News; // News: it has not ended.
    private bool _hasCompared;

    /// <summary>Registers a subscriber on all its channels.</summary>
    /// <param name="cursor">Where it stands.</param>
    /// <param name="topics">The channels with subscribers.</param>
    /// <param name="held">Who is held.</param>
    /// <param name="lifetime">Whether it is held for one poll or until it ends.</param>
    /// <param name="continuations">
    /// <see cref="TaskCreationOptions.None"/> where what follows a turn may run on the thread that wakes: it must be short and never block.
    /// </param>
    /// <exception cref="SubscriberLimitException">As many are held as may be.</exception>
    public Subscriber(Cursor cursor, TopicTable topics, HeldSubscribers held, Lifetime lifetime, TaskCreationOptions continuations)
    {
        _cursor = cursor;
        _topics = topics;
        _held = held;
        _wait.RunContinuationsAsynchronously = continuations.HasFlag(TaskCreationOptions.RunContinuationsAsynchronously);
        Lifetime = lifetime;
        HeldSince = held.Now;
        _place = held.Add(this);
        _registrations = new Registration[cursor.Count];
        for (int i = 0; i < _registrations.Length; i++) _registrations[i] = topics.Register(this, cursor[i].Channel);
    }

    /// <summary>For how long it is held.</summary>
    public Lifetime Lifetime { get; }

    /// <summary>Since when it is held, by the clock of <see cref="HeldSubscribers.Now"/>.</summary>
    public long HeldSince { get; }

    /// <summary>Where it stands now, by a stamp on each of its channels.</summary>
    public Cursor Cursor
    {
        get
        {
            var positions = new ChannelPosition[_registrations.Length];
            for (int i = 0; i < positions.Length; i++)
            {
                Registration registration = _registrations[i];
                positions[i] = new ChannelPosition(registration.Topic.Channel, Position.After(registration.Topic.StampOf(registration)));
            }

            return Cursor.OfDistinct(positions);
        }
    }

    /// <summary>Wakes it. Of several reasons to end, the first counts; news that came before it are told first.</summary>
    public void Wake(WakeReason reason)
    {
        if (reason != WakeReason.News) Interlocked.CompareExchange(ref _end, reason, WakeReason.News);
        if (Interlocked.Exchange(ref _isWoken, 1) == 0) _wait.SetResult(true);
    }

    /// <summary>The next turn: ends as soon as a channel has another stamp, and in every other way that <see cref="WakeReason"/> lists.</summary>
    public async ValueTask<Turn> NextAsync(CancellationToken aborted)
    {
        if (await CompareOnceAsync() is { } changed) return changed;
        using CancellationTokenRegistration abort = aborted.UnsafeRegister(static self => ((Subscriber)self!).Wake(WakeReason.Aborted), this);
        while (true)
        {
            if (TakeNews() is { } news) return news;
            if (_end != WakeReason.News) return Turn.Without(_end);
            await new ValueTask<bool>(this, _wait.Version);

            // Before the next look for news: whoever wakes from here on starts the wait anew.
            _wait.Reset();
            Interlocked.Exchange(ref _isWoken, 0);
        }
    }

    public void Dispose()
    {
        _held.Remove(_place);
        foreach (Registration registration in _registrations) registration.Topic.Remove(registration);
    }

    /// <summary>In the first turn: reads the stamps, after the registration, and compares them with where the subscriber says it stands.</summary>
    private async ValueTask<Turn?> CompareOnceAsync()
    {
        if (_hasCompared) return null;
        _hasCompared = true;
        List<ChannelEvent>? changes = null;
        for (int i = 0; i < _registrations.Length; i++)
        {
            (ChannelName channel, Position position) = _cursor[i];
            ChannelReading reading = await _topics.Store.ReadAsync(channel, CancellationToken.None);
            _registrations[i].Topic.Arm(_registrations[i], reading);
            if (ChangeRules.HasChanged(position, reading.Stamp, Now(), _held.WatchedMicroseconds))
                (changes ??= new(1)).Add(new ChannelEvent(channel, reading.Stamp));
        }

        return changes is null ? null : News(changes);
    }

    private Turn? TakeNews()
    {
        ChannelEvent? first = null;
        List<ChannelEvent>? all = null;
        foreach (Registration registration in _registrations)
        {
            if (registration.Topic.TakeNews(registration) is not { } change) continue;
            if (first is null) first = change;
            else (all ??= [first]).Add(change);
        }

        return first is null ? null : News(all ?? first.Alone);
    }

    /// <summary>
    /// A poll's answer also tells where the channels stand for which the subscriber gave a time that is yet to come: it would
    /// give the same time again, and what happens between the two polls would be lost.
    /// </summary>
    private Turn News(IReadOnlyList<ChannelEvent> changes)
    {
        for (int i = 0; Lifetime == Lifetime.Poll && i < _registrations.Length; i++)
        {
            (ChannelName channel, Position position) = _cursor[i];
            if (!ChangeRules.IsAhead(position, Now()) || changes.Any(change => change.Channel == channel)) continue;
            changes = [.. changes, new ChannelEvent(channel, _registrations[i].Topic.StampOf(_registrations[i]))];
        }

        return new Turn(WakeReason.News, changes);
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _wait.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _wait.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wait.OnCompleted(continuation, state, token, flags);

    private long Now() => (_topics.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
