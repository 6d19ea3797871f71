using NovComet.Promises.Checking;
using NovComet.Promises.Clients;
using NovComet.Promises.Machinery;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Workloads;

/// <summary>Cursors that are none, and cursors from which nothing goes on, on each transport.</summary>
[TestClass]
public sealed class CursorTests
{
    private const int Retention = 5;
    private static readonly string[] s_garbage = ["x", "1e5", "-", "-1.5", "1.2.3", "earliest!", "99999999999.5", "0x10", "NaN", "null", "1,5", "１"];

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task EachTransport_RefusesGarbage_AndSaysAGapWhereNothingGoesOn()
    {
        using var directory = new TemporaryDirectory();
        await using Gateways gateways = await Gateways.StartAsync(1, directory.Path, Retention, more: ["--NovComet:Tries=2"]);
        using var run = new Run(Retention, gateways);
        List<Publication> before = await PublishAsync("earlier", 3);
        File.Delete(directory.FileOf("a"));
        List<Publication> now = await PublishAsync("now", 3 * Retention);

        string lastTrimmed = Of(now[^(Retention + 1)]), tooOld = Of(now[^(Retention + 2)]), future = now[^1].Stamp!.Value.ToTime().AddHours(1).ToUnixTimeSeconds() + ".5";
        int number = 0;
        foreach (ITransport transport in run.Transports)
        {
            foreach (string garbage in s_garbage) await ConnectAsync(transport, garbage, CursorKind.Garbage);
            foreach (string foreign in new[] { Of(before[^1]), tooOld, future, "0.000001", "1.5" }) await ConnectAsync(transport, foreign, CursorKind.Foreign);
            foreach (string own in new[] { lastTrimmed, Of(now[^2]), "earliest", "-2" }) await ConnectAsync(transport, own, CursorKind.Own);
        }

        run.PublishedAll("a");
        run.KeptAllPromises(TestContext, CursorCheck.Check(run.History, TestSettings.Patience));

        async Task ConnectAsync(ITransport transport, string position, CursorKind kind)
        {
            using var cut = new CancellationTokenSource(TestSettings.Patience);
            var subscriber = new Subscriber(run.History, $"{kind}-{++number}", ["a"], position) { Told = told => EndAtEnd(told, cut) };
            await subscriber.ConnectAsync(transport, gateways.Any, cut.Token, kind);
        }

        async Task<List<Publication>> PublishAsync(string writer, int count)
        {
            var publisher = new Publisher(run.History, run.Http, writer, "a");
            var published = new List<Publication>();
            while (published.Count < count) published.Add(await publisher.PublishAsync(gateways.Any));
            return published;
        }

        // A stream would go on; all that there is to see is the last message.
        void EndAtEnd(Sighting told, CancellationTokenSource cut)
        {
            if (told.Kind == SightingKind.Message && told.Stamp == now[^1].Stamp) cut.Cancel();
        }
    }

    private static string Of(Publication publication) => publication.Stamp.ToString()!;
}
