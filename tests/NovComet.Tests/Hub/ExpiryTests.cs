using NovComet.Channels;
using NovComet.Hub;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

/// <summary>The right to a channel ends, and with it all that is told of the channel.</summary>
[TestClass]
public sealed class ExpiryTests
{
    private readonly SettableStore _store = new();

    [TestMethod]
    public async Task Stream_ItsTimeComes_Ends_AndTellsNothingThatCameSince()
    {
        using var rig = new HubRig(_store);
        using Subscriber subscriber = rig.OpenStream("a");
        subscriber.ExpireAt(rig.Time.GetUtcNow() + TimeSpan.FromSeconds(5));
        Task<Turn> turn = TurnOf(subscriber);
        rig.Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.IsFalse(turn.IsCompleted);

        rig.Time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.AreEqual(WakeReason.Expired, (await turn.Within("the end")).Reason);

        _store.Set("a", 2);
        await rig.Topics.LookAtAllAsync(CancellationToken.None);
        Assert.AreEqual(WakeReason.Expired, (await TurnOf(subscriber).Within("the same end")).Reason, "However busy the channel is.");
    }

    [TestMethod]
    public async Task Stream_BeyondTheReachOfATimer_EndsInItsTime()
    {
        using var rig = new HubRig(_store);
        using Subscriber subscriber = rig.OpenStream("a");
        subscriber.ExpireAt(rig.Time.GetUtcNow() + TimeSpan.FromDays(100));
        for (int day = 0; day < 99; day++) rig.Time.Advance(TimeSpan.FromDays(1));
        Assert.AreEqual(WakeReason.Heartbeat, (await TurnOf(subscriber).Within("a heartbeat")).Reason);
        Task<Turn> turn = TurnOf(subscriber);

        rig.Time.Advance(TimeSpan.FromDays(1.1));

        WakeReason reason = (await turn.Within("the end")).Reason;
        if (reason == WakeReason.Heartbeat) reason = (await TurnOf(subscriber).Within("the end")).Reason;
        Assert.AreEqual(WakeReason.Expired, reason);
    }

    [TestMethod]
    public async Task ItsTimeIsOver_EndsAtOnce()
    {
        using var rig = new HubRig(_store);
        using Subscriber subscriber = rig.Open(new Cursor(new ChannelPosition(ChannelName.Parse("a"), Position.Earliest)), Lifetime.Stream);
        subscriber.ExpireAt(rig.Time.GetUtcNow());
        Assert.AreEqual(WakeReason.Expired, (await TurnOf(subscriber).Within("the end")).Reason);
    }

    [TestMethod]
    public async Task Clock_SteppedAhead_IsNoticedWhenTheTimerFires_AndSteppedBack_GivesNoTimer()
    {
        using var rig = new HubRig(_store);
        using Subscriber subscriber = rig.OpenPoll("a");
        subscriber.ExpireAt(rig.Time.GetUtcNow() + TimeSpan.FromSeconds(5));
        rig.Time.StepClock(TimeSpan.FromSeconds(-10));
        Task<Turn> turn = TurnOf(subscriber);

        rig.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.IsFalse(turn.IsCompleted, "By the clock it is not time yet.");
        rig.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.AreEqual(WakeReason.Expired, (await turn.Within("the end")).Reason);
    }

    [TestMethod]
    [DataRow(19, 1)]
    [DataRow(21, 0)]
    public void Poll_TakesATimerOnlyWhereItsHoldIsLonger(int seconds, int timers)
    {
        using var rig = new HubRig(_store);
        using Subscriber subscriber = rig.OpenPoll("a");
        int before = rig.Time.TimersSet;
        subscriber.ExpireAt(rig.Time.GetUtcNow() + TimeSpan.FromSeconds(seconds));
        Assert.AreEqual(before + timers, rig.Time.TimersSet);
    }

    [TestMethod]
    public void Disposed_TakesItsTimerAway()
    {
        using var rig = new HubRig(_store);
        int before = rig.Time.TimersSet;
        Subscriber subscriber = rig.OpenStream("a");
        int held = rig.Time.TimersSet;
        subscriber.ExpireAt(rig.Time.GetUtcNow() + TimeSpan.FromHours(1));
        Assert.AreEqual(held + 1, rig.Time.TimersSet);
        subscriber.Dispose();
        Assert.IsLessThanOrEqualTo(held, rig.Time.TimersSet);
        Assert.IsGreaterThanOrEqualTo(before, rig.Time.TimersSet);
    }

    private static Task<Turn> TurnOf(Subscriber subscriber) => subscriber.NextAsync(CancellationToken.None).AsTask();
}
