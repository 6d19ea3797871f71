using NovComet.Hub;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

/// <summary>
/// The promise at the heart: whatever the order of registering, reading, arming, touching, the watch's events, refreshing and
/// answering, the subscriber learns the last stamp. Every order is tried.
/// </summary>
[TestClass]
public sealed class LostWakeTests(TestContext context)
{
    [TestMethod]
    [DataRow(nameof(Lifetime.Poll), false, false, new[] { 2, 3 })]
    [DataRow(nameof(Lifetime.Poll), true, false, new[] { 2 })]
    [DataRow(nameof(Lifetime.Stream), false, false, new[] { 2, 3 })]
    [DataRow(nameof(Lifetime.Stream), false, true, new[] { 2, 3 }, DisplayName = "Looked at in place")]
    [DataRow(nameof(Lifetime.Poll), false, false, new[] { 2, 1 }, DisplayName = "Set back, poll")]
    [DataRow(nameof(Lifetime.Stream), false, false, new[] { 2, 1 }, DisplayName = "Set back, stream")]
    public async Task Subscriber_EveryOrderOfSteps_LearnsTheLastStamp(string lifetime, bool isShared, bool looksInPlace, int[] touches)
    {
        int orders = await Schedule.ExploreAsync(async schedule =>
        {
            using var model = new LostWakeModel(touches, Enum.Parse<Lifetime>(lifetime), isShared, looksInPlace);
            while (model.Steps() is { Count: > 0 } steps) await model.TakeAsync(schedule.Choose(steps)).WaitAsync(TestSettings.Patience);
            Assert.AreEqual(model.Current, model.Known);
        });
        context.WriteLine($"{orders} orders");
        Assert.IsGreaterThan(100, orders);
    }
}
