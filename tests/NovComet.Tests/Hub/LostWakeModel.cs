using NovComet.Channels;
using NovComet.Hub;

namespace NovComet.Tests.Hub;

/// <summary>
/// One subscriber and a world that touches its channel, cut into the steps between which anything can come. There is no sweep:
/// what is not told by way of the watch's events is lost.
/// </summary>
internal sealed class LostWakeModel : IDisposable
{
    private static readonly ChannelName s_channel = ChannelName.Parse("a");

    private readonly GatedStore _store = new();
    private readonly ManualContext _context = new();
    private readonly HubRig _rig;
    private readonly Queue<Stamp> _touches;
    private readonly Lifetime _lifetime;
    private readonly bool _isShared;
    private Subscriber? _other;
    private Subscriber? _subscriber;
    private Task<Turn>? _turn;
    private GatedRead? _read;
    private GatedRead? _refresh;
    private bool _isAskedAgain;
    private bool _hasPolled;
    private int _eventsDue;

    /// <summary>Sets the scene.</summary>
    /// <param name="touches">The stamps that the channel gets, one after the other, after 1.</param>
    /// <param name="lifetime">Whether the subscriber polls again after each answer, or streams.</param>
    /// <param name="isShared">Whether the channel has another subscriber, so that it keeps its topic between two polls.</param>
    /// <param name="looksInPlace">Whether the watch's thread itself looks.</param>
    public LostWakeModel(IEnumerable<int> touches, Lifetime lifetime, bool isShared, bool looksInPlace)
    {
        _rig = new HubRig(_store, looksInPlace: looksInPlace);
        _touches = new Queue<Stamp>(touches.Select(n => Stamp.FromMicroseconds(n)));
        _store.Current = Known = Stamp.FromMicroseconds(1);
        _lifetime = lifetime;
        _isShared = isShared;
        if (isShared) _other = Register();
    }

    /// <summary>The last stamp that the subscriber was told.</summary>
    public Stamp Known { get; private set; }

    public Stamp Current => _store.Current;

    public IReadOnlyList<string> Steps() => [.. PossibleSteps()];

    public Task TakeAsync(string step)
    {
        switch (step)
        {
            case "register": _subscriber = Register(); break;
            case "start to read": StartToRead(); break;
            case "poll again": _subscriber = Register(); StartToRead(); break;
            case "see": _read!.See(); break;
            case "arm": Arm(); break;
            case "take the news": _context.RunWaiting(); break;
            case "answer": return AnswerAsync();
            case "touch": _store.Current = _touches.Dequeue(); _eventsDue++; break;
            case "event": _eventsDue--; _rig.Topics.MayHaveChanged(s_channel); return HasTopic ? AskedAsync() : Task.CompletedTask;
            case "refresh sees": _refresh!.See(); break;
            case "refresh tells": return TellAsync();
        }

        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _subscriber?.Dispose();
        _other?.Dispose();
        _other = null;
        _rig.Dispose();
    }

    private bool HasTopic => _subscriber is not null || _other is not null;

    private IEnumerable<string> PossibleSteps()
    {
        if (_subscriber is null) yield return _hasPolled ? "poll again" : "register";
        else if (_turn is null) yield return "start to read";
        else if (_read is { HasSeen: false }) yield return "see";
        else if (_read is not null) yield return "arm";
        else if (_context.HasWork) yield return "take the news";
        else if (_turn.IsCompleted) yield return "answer";

        if (_touches.Count > 0) yield return "touch";
        if (_eventsDue > 0) yield return "event";
        if (_refresh is { HasSeen: false }) yield return "refresh sees";
        else if (_refresh is not null) yield return "refresh tells";
    }

    private Subscriber Register()
    {
        return _rig.Open(new Cursor(new ChannelPosition(s_channel, Position.After(Known))), _lifetime);
    }

    private void StartTurn() => _turn = _context.Run(() => _subscriber!.NextAsync(CancellationToken.None).AsTask());

    private void StartToRead()
    {
        StartTurn();
        _read = _store.TakeReadOfSubscriber();
    }

    private void Arm()
    {
        _read!.End();
        _context.RunWaiting();

        // It reads again where a refresh has been taken meanwhile.
        _read = _store.TakeReadOfSubscriber();
    }

    private async Task AnswerAsync()
    {
        Known = (await _turn!).News.Single().Stamp;
        if (_lifetime == Lifetime.Stream)
        {
            StartTurn();
            return;
        }

        Assert.AreEqual(Position.After(Known), _subscriber!.Cursor[0].Position, "The next poll starts from what this one was told.");
        _subscriber!.Dispose();
        _subscriber = null;
        _turn = null;
        _hasPolled = true;
        while (!_isShared && _refresh is not null)
        {
            if (!_refresh.HasSeen) _refresh.See();
            await TellAsync();
        }
    }

    private async Task AskedAsync()
    {
        if (_refresh is null) _refresh = await _store.NextRefreshAsync();
        else _isAskedAgain = true;
    }

    private async Task TellAsync()
    {
        _refresh = _store.EndRefresh(_refresh!);
        if (_refresh is not null || !_isAskedAgain) return;
        _isAskedAgain = false;
        _refresh = await _store.NextRefreshAsync();
    }
}
