using NovComet.Hub;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

[TestClass]
public sealed class HeldSubscribersTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly SettableStore _store = new();

    [TestMethod]
    public async Task EndHolds_PollsThatCameOneAfterTheOther_EndInOrderAndNotEarly()
    {
        using var rig = new HubRig(_store);
        var polls = new List<Task<Turn>>();
        for (int i = 0; i < 5; i++)
        {
            polls.Add(TurnOf(rig.OpenPoll("a")));
            rig.Time.Advance(s_second);
        }

        rig.Time.Advance(HubRig.Hold - (5 * s_second) - TimeSpan.FromTicks(1));
        for (int i = 0; i < polls.Count; i++)
        {
            Assert.AreEqual(i, polls.Count(poll => poll.IsCompleted), "No poll ends before its hold is over.");
            rig.Time.Advance(TimeSpan.FromTicks(1));
            Assert.AreEqual(WakeReason.HoldEnded, (await polls[i].Within($"the end of poll {i}")).Reason);
            rig.Time.Advance(s_second - TimeSpan.FromTicks(1));
        }
    }

    [TestMethod]
    public async Task EndHolds_HoldsThatEndCloseTogether_EndTogetherAndLittleLate()
    {
        using var rig = new HubRig(_store);
        Task<Turn> first = TurnOf(rig.OpenPoll("a"));
        rig.Time.Advance(TimeSpan.FromMilliseconds(1));
        Task<Turn> second = TurnOf(rig.OpenPoll("a"));

        rig.Time.Advance(HubRig.Hold - TimeSpan.FromMilliseconds(1));
        await first.Within("the first end");
        Assert.IsFalse(second.IsCompleted);
        rig.Time.Advance(TimeSpan.FromMilliseconds(20));

        await second.Within("the second end");
    }

    [TestMethod]
    public async Task EndHolds_FirstPollLeft_TheNextStillEndsOnTime()
    {
        using var rig = new HubRig(_store);
        Subscriber first = rig.OpenPoll("a");
        rig.Time.Advance(s_second);
        Task<Turn> second = TurnOf(rig.OpenPoll("a"));
        first.Dispose();

        rig.Time.Advance(HubRig.Hold);

        Assert.AreEqual(WakeReason.HoldEnded, (await second.Within("the end")).Reason);
    }

    [TestMethod]
    public void Timer_NobodyHeld_IsQuiet()
    {
        using var rig = new HubRig(_store);
        Assert.AreEqual(0, rig.Time.TimersSet);
        Subscriber poll = rig.OpenPoll("a");
        Assert.AreEqual(1, rig.Time.TimersSet);

        poll.Dispose();
        rig.Time.Advance(HubRig.Hold);

        Assert.AreEqual(0, rig.Time.TimersSet);
    }

    [TestMethod]
    public async Task Heartbeat_Stream_BeatsOnAndIsStillToldNews()
    {
        using var rig = new HubRig(_store);
        using Subscriber stream = rig.OpenStream("a");
        for (int i = 0; i < 3; i++)
        {
            Task<Turn> beat = TurnOf(stream);
            rig.Time.Advance(HubRig.Heartbeat - TimeSpan.FromTicks(1));
            Assert.IsFalse(beat.IsCompleted, "Not before its time.");
            rig.Time.Advance(TimeSpan.FromTicks(1));
            Assert.AreEqual(WakeReason.Heartbeat, (await beat.Within("a heartbeat")).Reason);
        }

        Task<Turn> turn = TurnOf(stream);
        _store.Set("a", 2);
        rig.MayHaveChanged("a");
        Assert.AreEqual(WakeReason.News, (await turn.Within("the change")).Reason);
    }

    [TestMethod]
    public async Task Heartbeat_NewsAtTheSameMoment_TellsTheNewsFirst()
    {
        using var rig = new HubRig(_store);
        using Subscriber stream = rig.OpenStream("a");
        Task<Turn> opened = TurnOf(stream);
        _store.Set("a", 2);
        rig.MayHaveChanged("a");
        await opened.Within("the first change");
        _store.Set("a", 3);
        await rig.Topics.LookAtAllAsync(CancellationToken.None);
        rig.Time.Advance(HubRig.Heartbeat);

        Assert.AreEqual(WakeReason.News, (await TurnOf(stream).Within("the change")).Reason);
        Assert.AreEqual(WakeReason.Heartbeat, (await TurnOf(stream).Within("the heartbeat")).Reason);
    }

    [TestMethod]
    public void Add_AsManyAsMayBe_IsRefusedUntilOneLeaves()
    {
        using var rig = new HubRig(_store, limit: 2);
        using Subscriber poll = rig.OpenPoll("a");
        Subscriber stream = rig.OpenStream("a");
        SubscriberLimitException refusal = Assert.ThrowsExactly<SubscriberLimitException>(() => rig.OpenPoll("a"));
        Assert.AreEqual(2, refusal.Limit);
        Assert.ThrowsExactly<SubscriberLimitException>(() => rig.OpenStream("a"));

        stream.Dispose();

        rig.OpenPoll("a").Dispose();
    }

    [TestMethod]
    public async Task Stop_PollsStreamsAndWhoeverComesLater_AllGo()
    {
        using var rig = new HubRig(_store);
        Task<Turn>[] held = [TurnOf(rig.OpenPoll("a")), TurnOf(rig.OpenStream("a")), TurnOf(rig.OpenStream("b"))];

        rig.Held.Stop();

        Task<Turn>[] late = [TurnOf(rig.OpenPoll("a")), TurnOf(rig.OpenStream("b"))];
        foreach (Task<Turn> turn in held.Concat(late)) Assert.AreEqual(WakeReason.Stopping, (await turn.Within("the end")).Reason);
    }

    [TestMethod]
    public async Task Stop_WhileManyCome_NobodyStays()
    {
        using var rig = new HubRig(_store);
        using var start = new Barrier(3);
        Task<Turn[]>[] coming = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            start.SignalAndWait();
            return Task.WhenAll(Enumerable.Range(0, 2_000).Select(_ => TurnOf(rig.OpenPoll("a"))));
        }))];
        start.SignalAndWait();
        rig.Held.Stop();

        foreach (Task<Turn[]> turns in coming) Assert.IsTrue((await turns.Within("all ends")).All(turn => turn.Reason == WakeReason.Stopping));
    }

    private static Task<Turn> TurnOf(Subscriber subscriber) => subscriber.NextAsync(CancellationToken.None).AsTask();
}
