using NovComet.Channels;
using NovComet.Hub;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

[TestClass]
public sealed class TopicTableTests(TestContext context)
{
    private readonly SettableStore _store = new();

    [TestMethod]
    public async Task Register_WhileTheLastSubscriberLeaves_IsToldOfWhatComesNext()
    {
        using var rig = new HubRig(_store);
        using var start = new Barrier(2);
        long stamp = 1;
        for (int i = 0; i < 5_000 * TestSettings.Soak; i++)
        {
            Subscriber last = rig.OpenPoll("a");
            Task leaving = Task.Run(
                () =>
                {
                    start.SignalAndWait();
                    last.Dispose();
                },
                context.CancellationToken);
            start.SignalAndWait(context.CancellationToken);
            using Subscriber subscriber = rig.OpenPoll("a");
            Task<Turn> turn = subscriber.NextAsync(context.CancellationToken).AsTask();
            await leaving;

            _store.Set("a", ++stamp);
            rig.MayHaveChanged("a");
            Assert.AreEqual(stamp, (await turn.Within("the change")).News.Single().Stamp.Microseconds);
        }
    }

    [TestMethod]
    public async Task MayHaveChanged_ChannelWithoutSubscribers_ReadsNothing()
    {
        using var rig = new HubRig(_store);
        Subscriber left = rig.OpenPoll("a");
        left.Dispose();

        rig.MayHaveChanged("a");
        await rig.Topics.LookAtAllAsync(context.CancellationToken);

        Assert.AreEqual(0, _store.Reads);
    }

    [TestMethod]
    public async Task LookAtAllAsync_ManySubscribersOfManyChannels_ReadsEachChannelOnce()
    {
        const int Channels = 500;
        using var rig = new HubRig(_store);
        for (int i = 0; i < 4 * Channels; i++) rig.OpenStream($"channel {i % Channels}");

        await rig.Topics.LookAtAllAsync(context.CancellationToken);

        Assert.AreEqual(Channels, _store.Reads);
    }

    [TestMethod]
    public async Task Refresh_ThreeSubscribersAtDifferentStamps_OnlyThoseAreWokenForWhomItIsNews()
    {
        _store.Set("a", 2);
        using var rig = new HubRig(_store);
        Task<Turn>[] behind = [TurnAt(rig, 2), TurnAt(rig, 2)];
        _store.Set("a", 3);
        Task<Turn> upToDate = TurnAt(rig, 3);

        rig.MayHaveChanged("a");

        foreach (Task<Turn> turn in behind) await turn.Within("the change");
        Assert.IsFalse(upToDate.IsCompleted);
        Assert.AreSame((await behind[0]).News[0], (await behind[1]).News[0], "One event serves all, so that it is encoded once.");
    }

    private static Task<Turn> TurnAt(HubRig rig, long stamp) =>
        rig.Open(new Cursor(new ChannelPosition(ChannelName.Parse("a"), Position.After(Stamp.FromMicroseconds(stamp)))), Lifetime.Poll)
            .NextAsync(CancellationToken.None).AsTask();
}
