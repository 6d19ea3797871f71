using NovComet.Channels;
using NovComet.Promises.Checking;
using NovComet.Promises.Clients;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Machinery;

/// <summary>What workloads have in common: a history, subscribers that come and go, and the end, when all are to have got everything.</summary>
internal sealed class Run : IDisposable
{
    private readonly CancellationTokenSource _limit = new();
    private readonly List<Task> _subscribers = [];

    public Run(int retention, Gateways gateways)
    {
        History = new History(retention);
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = int.MaxValue }) { Timeout = TimeSpan.FromMinutes(1) };
        Transports = [new LongPolling(Http), new EventStreaming(Http), new WebSocketing(), new TcpLines(gateways.TcpPortOf)];
    }

    public History History { get; }

    public HttpClient Http { get; }

    public IReadOnlyList<ITransport> Transports { get; }

    /// <summary>Starts a subscriber that is cut at random, on average after a time, and each time comes back on any transport, to any gateway.</summary>
    public void Roam(Subscriber subscriber, Func<Uri> gateway, TimeSpan cutAfter) => _subscribers.Add(Task.Run(async () =>
    {
        while (!subscriber.IsAtEnd && !_limit.IsCancellationRequested)
        {
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token);
            cut.CancelAfter(cutAfter * 2 * Random.Shared.NextDouble());
            Connection connection = await subscriber.ConnectAsync(Transports[Random.Shared.Next(Transports.Count)], gateway(), cut.Token);

            // The gateway is gone, and the next one is not there yet.
            if (connection.Status is null) await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }));

    /// <summary>Several of them, from before the channel's first message on.</summary>
    public void Roam(int subscribers, string channel, Func<Uri> gateway, TimeSpan cutAfter)
    {
        for (int i = 0; i < subscribers; i++)
            Roam(new Subscriber(History, $"{channel}-reader-{_subscribers.Count}", [channel], Stamp.NoFile.ToString()), gateway, cutAfter);
    }

    /// <summary>Says that all is published.</summary>
    public void PublishedAll(params IEnumerable<string> channels)
    {
        foreach (string channel in channels) History.End(channel, History.Publications.Where(publication => publication.Channel == channel).Max(publication => publication.Stamp)!.Value);
    }

    /// <summary>Says that all is published, waits until the subscribers have it, and reads what is retained. Who does not get there is found by the checker.</summary>
    public async Task EndAsync(string directory, params IEnumerable<string> channels)
    {
        PublishedAll(channels);
        _limit.CancelAfter(TestSettings.Patience);
        await Task.WhenAll(_subscribers);
        foreach (string channel in channels) History.Add(ChannelLog.Read(directory, channel));
    }

    /// <summary>Fails if a promise was broken.</summary>
    public void KeptAllPromises(TestContext context, params IEnumerable<Breach> more) => Checking.Promises.AreKept(History, context, more);

    public void Dispose()
    {
        Http.Dispose();
        _limit.Dispose();
    }
}
