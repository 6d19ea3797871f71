using NovComet.Hub;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

[TestClass]
public sealed class FanOutTests
{
    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(63)]
    [DataRow(64)]
    [DataRow(65)]
    [DataRow(129)]
    [DataRow(10_000)]
    public Task Wake_AnyNumber_ReachesEach(int count) => CheckAsync(count, FanOut.Wake);

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(64)]
    [DataRow(65)]
    [DataRow(10_000)]
    public Task Queue_AnyNumber_ReachesEach(int count) => CheckAsync(count, FanOut.Queue);

    private static async Task CheckAsync(int count, Action<Subscriber[], WakeReason> wake)
    {
        using var rig = new HubRig(new SettableStore());
        Subscriber[] subscribers = [.. Enumerable.Range(0, count).Select(_ => rig.OpenStream("a"))];
        Task<Turn>[] turns = [.. subscribers.Select(subscriber => subscriber.NextAsync(CancellationToken.None).AsTask())];

        wake(subscribers, WakeReason.Stopping);

        Turn[] ended = await Task.WhenAll(turns).Within("everybody's turn");
        Assert.IsTrue(ended.All(turn => turn.Reason == WakeReason.Stopping));
    }
}
