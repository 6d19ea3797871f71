using NovComet.Hub;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

[TestClass]
public sealed class RefreshGateTests(TestContext context)
{
    [TestMethod]
    [DataRow(3, false)]
    [DataRow(2, true)]
    public async Task Gate_EveryOrderOfAsksAndSweeps_OneAtATimeAndOneAfterTheLastAsk(int askers, bool withSweep)
    {
        int orders = await Schedule.ExploreAsync(schedule =>
        {
            RunOneOrder(schedule, askers, withSweep ? 2 : 0);
            return Task.CompletedTask;
        });
        context.WriteLine($"{orders} orders");
        Assert.IsGreaterThan(5, orders);
    }

    [TestMethod]
    public async Task Gate_ThousandsOfAsksOnThreads_TheLastRefreshStartsAfterTheLastAsk()
    {
        var stress = new RefreshStress();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => stress.Ask(20_000 * TestSettings.Soak))));
        await Eventually.IsTrueAsync(() => stress.SeenByLastRefresh == stress.Asked, "a refresh that started after the last ask");
        Assert.IsFalse(stress.HasOverlapped, "Only one refresh runs at a time.");
    }

    private static void RunOneOrder(Schedule schedule, int asks, int sweeps)
    {
        var gate = default(RefreshGate);
        int asked = 0, queued = 0, seen = 0;
        bool isRunning = false;
        while (Steps() is { Count: > 0 } steps)
        {
            switch (schedule.Choose(steps))
            {
                case "ask":
                    asked++;
                    asks--;
                    if (gate.Ask()) queued++;
                    break;
                case "sweep":
                    sweeps--;
                    if (gate.TryStart()) Run();
                    else if (gate.Ask()) queued++;
                    break;
                case "start":
                    queued--;
                    gate.Start();
                    Run();
                    break;
                case "end":
                    isRunning = false;
                    if (gate.End()) queued++;
                    break;
            }

            Assert.IsLessThanOrEqualTo(1, queued, "One queued refresh serves all who ask.");
        }

        Assert.AreEqual(asked, seen, "A refresh starts after the last ask.");

        List<string> Steps()
        {
            List<string> steps = [];
            if (asks > 0) steps.Add("ask");
            if (sweeps > 0) steps.Add("sweep");
            if (queued > 0) steps.Add("start");
            if (isRunning) steps.Add("end");
            return steps;
        }

        void Run()
        {
            Assert.IsFalse(isRunning, "Only one refresh runs at a time.");
            isRunning = true;
            seen = asked;
        }
    }
}
