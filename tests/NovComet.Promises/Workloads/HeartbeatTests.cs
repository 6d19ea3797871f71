using NovComet.Promises.Checking;
using NovComet.Promises.Clients;
using NovComet.Promises.Machinery;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Workloads;

/// <summary>Streams on which hardly anything happens.</summary>
[TestClass]
public sealed class HeartbeatTests
{
    private const int Retention = 100;
    private const int Beats = 2;

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task IdleStreams_SayTheirCursor_FromWhichTheyResume()
    {
        using var directory = new TemporaryDirectory();
        await using Gateways gateways = await Gateways.StartAsync(2, directory.Path, Retention, more: ["--NovComet:Heartbeat=00:00:01"]);
        using var run = new Run(Retention, gateways);
        string[] channels = ["a", "b", "never"];
        var publisher = new Publisher(run.History, run.Http, "w", "a");
        await publisher.PublishAsync(gateways.Any);

        ITransport[] streams = [.. run.Transports.Where(transport => transport is not LongPolling)];
        Subscriber[] subscribers = [.. streams.Select(transport => new Subscriber(run.History, transport.Name, channels))];
        for (int round = 0; round < TestSettings.Soak; round++)
        {
            await Task.WhenAll(streams.Zip(subscribers, (transport, subscriber) => FollowAsync(transport, subscriber)));
            await publisher.PublishAsync(gateways.Any);
        }

        run.PublishedAll("a");
        await Task.WhenAll(streams.Zip(subscribers, (transport, subscriber) => FollowAsync(transport, subscriber)));
        run.KeptAllPromises(TestContext, HeartbeatCheck.Check(run.History, new KnownMessages(run.History), TimeSpan.FromSeconds(5)));

        async Task FollowAsync(ITransport transport, Subscriber subscriber)
        {
            using var cut = new CancellationTokenSource(TestSettings.Patience);
            int left = channels.Length * (Beats + 1);
            subscriber.Told = told =>
            {
                if (told.Kind == SightingKind.Cursor && --left == 0) cut.Cancel();
            };
            await subscriber.ConnectAsync(transport, gateways.Any, cut.Token);
            Assert.AreEqual(0, left, $"{transport.Name} did not say its cursor.");
        }
    }
}
