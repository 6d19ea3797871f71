using NovComet.Channels;
using NovComet.Hub;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

/// <summary>An end that comes in the moment between a wake-up and the turn that it starts: it must not get lost there.</summary>
[TestClass]
public sealed class SubscriberEndTests : IDisposable
{
    private readonly SettableStore _store = new();
    private readonly ManualContext _context = new();
    private readonly HubRig _rig;

    public SubscriberEndTests() => _rig = new HubRig(_store);

    public void Dispose() => _rig.Dispose();

    [TestMethod]
    public async Task NextAsync_StoppedRightAfterNews_TellsTheNewsThenEnds()
    {
        using Subscriber subscriber = _rig.OpenStream("a");
        Task<Turn> first = TurnOf(subscriber);
        await WakeWithAsync(2);

        subscriber.Wake(WakeReason.Stopping);
        _context.RunWaiting();
        Assert.AreEqual(WakeReason.News, (await first.Within("the news")).Reason);

        Task<Turn> second = TurnOf(subscriber);
        Assert.IsTrue(second.IsCompleted, "A stream ends when the process stops.");
        Assert.AreEqual(WakeReason.Stopping, (await second).Reason);
    }

    [TestMethod]
    [DataRow(nameof(WakeReason.HoldEnded))]
    [DataRow(nameof(WakeReason.Stopping))]
    [DataRow(nameof(WakeReason.Aborted))]
    public async Task NextAsync_EndRightAfterNewsThatWasTakenBack_Ends(string reason)
    {
        using var aborted = new CancellationTokenSource();
        using Subscriber subscriber = _rig.OpenPoll("a");
        Task<Turn> turn = TurnOf(subscriber, aborted.Token);
        await WakeWithAsync(2);
        await WakeWithAsync(Stamp.NoFile.Microseconds);

        if (reason == nameof(WakeReason.Aborted)) await aborted.CancelAsync();
        else subscriber.Wake(Enum.Parse<WakeReason>(reason));
        _context.RunWaiting();

        Assert.IsTrue(turn.IsCompleted, "It would be held for ever.");
        Assert.AreEqual(reason, (await turn).Reason.ToString());
    }

    [TestMethod]
    public async Task NextAsync_StoppedBeforeTheFirstTurn_EndsAtOnce()
    {
        using Subscriber subscriber = _rig.OpenStream("a");
        subscriber.Wake(WakeReason.Stopping);

        Assert.AreEqual(WakeReason.Stopping, (await TurnOf(subscriber).Within("the end")).Reason);
    }

    [TestMethod]
    public async Task NextAsync_TwoEnds_TheFirstCounts()
    {
        using Subscriber subscriber = _rig.OpenPoll("a");
        Task<Turn> turn = TurnOf(subscriber);
        subscriber.Wake(WakeReason.HoldEnded);
        subscriber.Wake(WakeReason.Stopping);
        _context.RunWaiting();

        Assert.AreEqual(WakeReason.HoldEnded, (await turn.Within("the end")).Reason);
    }

    private async Task WakeWithAsync(long stamp)
    {
        _store.Set("a", stamp);
        await _rig.Topics.LookAtAllAsync(CancellationToken.None);
        await Eventually.IsTrueAsync(() => _context.HasWork, "the wake-up");
    }

    private Task<Turn> TurnOf(Subscriber subscriber, CancellationToken aborted = default) =>
        _context.Run(() => subscriber.NextAsync(aborted).AsTask());
}
