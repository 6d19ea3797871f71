using NovComet.Promises.Machinery;

namespace NovComet.Promises.Workloads;

/// <summary>Processes that publish are killed at random moments, in the middle of whatever they do.</summary>
[TestClass]
public sealed class KilledWriterTests
{
    private const int Retention = 100_000;
    private const int Rounds = 6;

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task KilledAtAnyMoment_AcknowledgedIsThere_NothingIsHalf()
    {
        using var directory = new TemporaryDirectory();
        await using Gateways gateways = await Gateways.StartAsync(1, directory.Path, Retention);
        using var run = new Run(Retention, gateways);
        run.Roam(2, "a", () => gateways.Any, TimeSpan.FromMilliseconds(200));

        // One goes on all the time: it must neither wait for the dead nor be cut short by what they leave.
        await using var survivor = new WriterProcess(run.History, directory.Path, "a", "survivor", writers: 1, messages: 1_000_000);
        for (int round = 0; round < Rounds * TestSettings.Soak; round++)
        {
            await using var victim = new WriterProcess(run.History, directory.Path, "a", $"victim-{round}", writers: 4, messages: 1_000_000);
            int moment = Random.Shared.Next(1, 500);
            await Eventually.IsTrueAsync(() => victim.Acknowledged >= moment, "the victim publishes");
            victim.Kill();
            int before = survivor.Acknowledged;
            await Eventually.IsTrueAsync(() => survivor.Acknowledged > before, "the survivor goes on");
        }

        survivor.Kill();
        await survivor.EndAsync();
        await run.EndAsync(directory.Path, "a");
        run.KeptAllPromises(TestContext);
    }
}
