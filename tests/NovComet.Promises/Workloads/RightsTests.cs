using System.Net.Http.Headers;
using NovComet.Promises.Checking;
using NovComet.Promises.Clients;
using NovComet.Promises.Machinery;

namespace NovComet.Promises.Workloads;

/// <summary>Users with and without the right to a channel, and one whose sign-in ends meanwhile, ask for what comes and for what is retained.</summary>
[TestClass]
public sealed class RightsTests
{
    private const int Retention = 100_000;
    private const string Key = "a key for tests only, of more than 32 bytes";
    private static readonly string[] s_channels = ["secret", "open"];
    private static readonly string[] s_positions = ["0", "0.000001", "1", "-5", "earliest"];

    private static readonly TimeSpan s_guestStays = TimeSpan.FromSeconds(4);

    // Expiry is counted in whole seconds, and what was on its way may still come.
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(2);

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task WhoHasNoRight_IsToldNothing_NeitherLiveNorRetained()
    {
        using var directory = new TemporaryDirectory();
        await using Gateways gateways = await Gateways.StartAsync(2, directory.Path, Retention, more:
        [
            $"--NovComet:Jwt:Key={Key}",
            "--NovComet:Rules:0:Channels=secret", "--NovComet:Rules:0:Subscribe=user:ann,user:guest", "--NovComet:Rules:0:Publish=everybody",
            "--NovComet:Rules:1:Channels=open", "--NovComet:Rules:1:Subscribe=users", "--NovComet:Rules:1:Publish=everybody",
        ]);
        using var run = new Run(Retention, gateways);
        using var time = new CancellationTokenSource(s_guestStays * 2 * TestSettings.Soak);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        TimeSpan guestEnds = run.History.Now + s_guestStays;
        Task[] publishing = [.. s_channels.Select(channel => PublishAsync(new Publisher(run.History, run.Http, "w", channel)))];
        Task[] asking =
        [
            .. AskAll("ann", now.AddHours(1)),
            .. AskAll("bob", now.AddHours(1)),
            .. AskAll("guest", now + s_guestStays),
        ];
        await Task.WhenAll(asking);
        await Task.WhenAll(publishing);

        run.KeptAllPromises(TestContext, RightsCheck.Check(run.History, IsAllowed));
        AssertSawSecrets("ann");
        AssertSawSecrets("guest");

        void AssertSawSecrets(string user) => Assert.IsTrue(
            run.History.Connections.Any(connection => connection.Subscriber.StartsWith(user, StringComparison.Ordinal) && connection.Sightings.Any(sighting => sighting.Channel == "secret")),
            $"{user} saw nothing.");

        bool? IsAllowed(string subscriber, string channel, TimeSpan at) => subscriber.Split('-')[0] switch
        {
            "ann" => true,
            "bob" => channel == "open",
            _ => at < guestEnds - s_tolerance ? true : at > guestEnds + s_tolerance ? false : null,
        };

        async Task PublishAsync(Publisher publisher)
        {
            while (!time.IsCancellationRequested)
            {
                await publisher.PublishAsync(gateways.Any);
                await Task.Delay(TimeSpan.FromMilliseconds(10));
            }
        }

        IEnumerable<Task> AskAll(string user, DateTimeOffset expires)
        {
            string token = UserToken.Issue(Key, user, expires);
            var http = new HttpClient();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            ITransport[] transports = [new LongPolling(http), new EventStreaming(http), new WebSocketing(token)];
            return
                from channel in s_channels
                from transport in transports
                from position in s_positions
                select AskAsync(new Subscriber(run.History, $"{user}-{channel}-{transport.Name}-{position}", [channel], position), transport);
        }

        async Task AskAsync(Subscriber subscriber, ITransport transport)
        {
            while (!time.IsCancellationRequested)
            {
                await subscriber.ConnectAsync(transport, gateways.Any, time.Token);
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    }
}
