using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using NovComet.Channels;
using NovComet.Hub;
using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

/// <summary>The hub without host, files, watch and sweep, on a clock that a test moves.</summary>
internal sealed class HubRig : IDisposable
{
    // Nobody listens to it, so all can share it.
    private static readonly CometMetrics s_metrics = new(
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>(),
        TimeProvider.System);

    public HubRig(IChannelStore store, int limit = int.MaxValue, bool looksInPlace = false)
    {
        Topics = new TopicTable(store, Time, s_metrics, new TailWindow(Retention, Time), Hold, looksInPlace);
        Held = new HeldSubscribers(Hold, Heartbeat, limit, Time, s_metrics);
    }

    public static TimeSpan Hold { get; } = TimeSpan.FromSeconds(20);

    public static TimeSpan Heartbeat { get; } = TimeSpan.FromSeconds(15);

    public NovCometRetention Retention { get; } = new();

    public ManualTime Time { get; } = new();

    public TopicTable Topics { get; }

    public HeldSubscribers Held { get; }

    public Subscriber Open(Cursor cursor, Lifetime lifetime) =>
        new(Subscription.Of(cursor), Topics, Held, visit: null, lifetime, TaskCreationOptions.RunContinuationsAsynchronously);

    public Subscriber OpenPoll(params string[] channels) => Open(Cursor.FromNow(channels), Lifetime.Poll);

    public Subscriber OpenStream(params string[] channels) => Open(Cursor.FromNow(channels), Lifetime.Stream);

    public void MayHaveChanged(string channel) => Topics.MayHaveChanged(ChannelName.Parse(channel));

    public void Dispose() => Held.Dispose();
}
