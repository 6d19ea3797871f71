using NovComet.Channels;
using NovComet.Hub;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

[TestClass]
public sealed class SubscriberTests(TestContext context)
{
    private readonly SettableStore _store = new();

    [TestMethod]
    public async Task NextAsync_ChangeBetweenTwoTurns_IsInTheSecondTurn()
    {
        using var rig = new HubRig(_store);
        using Subscriber subscriber = rig.OpenStream("a");
        Task<Turn> first = TurnOf(subscriber);
        await ChangeAsync(rig, 2);
        Assert.AreEqual(2, StampOf(await first.Within("the first turn")));

        await ChangeAsync(rig, 3);
        await ChangeAsync(rig, 4);

        Assert.AreEqual(4, StampOf(await TurnOf(subscriber).Within("the second turn")), "Signals merge; the last one counts.");
    }

    [TestMethod]
    public async Task NextAsync_ManyTurnsWhileTheStampMoves_LearnsTheLastStamp()
    {
        const int Last = 20_000;
        using var rig = new HubRig(_store);
        using Subscriber subscriber = rig.OpenStream("a");
        Task changing = Task.Run(() =>
        {
            for (int i = 2; i <= Last; i++)
            {
                _store.Set("a", i);
                rig.MayHaveChanged("a");
            }
        });

        long stamp;
        do stamp = StampOf(await TurnOf(subscriber).Within("the next change"));
        while (stamp != Last);
        await changing;
    }

    [TestMethod]
    public async Task NextAsync_WokenWithoutNews_WaitsOn()
    {
        using var rig = new HubRig(_store);
        using Subscriber subscriber = rig.OpenPoll("a");
        Task<Turn> turn = TurnOf(subscriber);

        subscriber.Wake(WakeReason.News);
        await ChangeAsync(rig, 2);

        Assert.AreEqual(2, StampOf(await turn.Within("the change")));
    }

    [TestMethod]
    public async Task NextAsync_SeveralChannelsChanged_TellsThemTogether()
    {
        _store.Set("a", 2);
        _store.Set("c", 3);
        using var rig = new HubRig(_store);
        using Subscriber subscriber = rig.Open(new Cursor(WithoutFile("a"), WithoutFile("b"), WithoutFile("c")), Lifetime.Poll);

        Turn turn = await TurnOf(subscriber).Within("the answer");

        Assert.AreEqual("a 0.000002, c 0.000003", string.Join(", ", turn.News.SelectMany(news => news.Events)));
        Assert.AreEqual("a=0.000002&b=0.000001&c=0.000003", subscriber.Cursor.ToString());
    }

    [TestMethod]
    public async Task NextAsync_UnsettledStamp_IsToldAgainOnceSettled()
    {
        _store.Set("a", 2, isSettled: false);
        using var rig = new HubRig(_store);
        using Subscriber subscriber = rig.OpenStream("a");
        Task<Turn> turn = TurnOf(subscriber);

        _store.Set("a", 3);
        rig.Time.Advance(_store.SettleTime);

        Assert.AreEqual(3, StampOf(await turn.Within("the look at the settled stamp")));
    }

    [TestMethod]
    public async Task NextAsync_RefreshFindsAnUnsettledStamp_IsToldAgainOnceSettled()
    {
        using var rig = new HubRig(_store);
        using Subscriber subscriber = rig.OpenStream("a");
        Task<Turn> turn = TurnOf(subscriber);
        _store.Set("a", 3, isSettled: false);
        rig.MayHaveChanged("a");
        Assert.AreEqual(3, StampOf(await turn.Within("the provisional stamp")));

        _store.Set("a", 4);
        rig.Time.Advance(_store.SettleTime);

        Assert.AreEqual(4, StampOf(await TurnOf(subscriber).Within("the settled stamp")));
    }

    [TestMethod]
    public async Task NextAsync_Aborted_EndsWithoutChanges()
    {
        using var rig = new HubRig(_store);
        using Subscriber subscriber = rig.OpenPoll("a");
        using var aborted = new CancellationTokenSource();
        Task<Turn> turn = subscriber.NextAsync(aborted.Token).AsTask();

        await aborted.CancelAsync();

        Assert.AreEqual(WakeReason.Aborted, (await turn.Within("the end")).Reason);
    }

    private async Task ChangeAsync(HubRig rig, long stamp)
    {
        _store.Set("a", stamp);
        await rig.Topics.LookAtAllAsync(context.CancellationToken);
    }

    private static ChannelPosition WithoutFile(string channel) => new(ChannelName.Parse(channel), Position.After(Stamp.NoFile));

    private static Task<Turn> TurnOf(Subscriber subscriber) => subscriber.NextAsync(CancellationToken.None).AsTask();

    private static long StampOf(Turn turn) => turn.News.Single().Stamp.Microseconds;
}
