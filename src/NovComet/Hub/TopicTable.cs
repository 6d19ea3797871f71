using System.Collections.Concurrent;
using NovComet.Channels;
using NovComet.Storage;
using NovComet.Watching;

namespace NovComet.Hub;

/// <summary>The channels that have subscribers now.</summary>
/// <param name="store">Where channels live.</param>
/// <param name="time">The clock.</param>
/// <param name="metrics">What is counted.</param>
/// <param name="window">How much of each channel is held in memory.</param>
/// <param name="watched">For how long a poll is certain to be told of what changes.</param>
/// <param name="looksInPlace">Whether the watch's own thread may look and wake: one hand-over less, where what follows a wake-up never blocks.</param>
internal sealed class TopicTable(IChannelStore store, TimeProvider time, CometMetrics metrics, TailWindow window, TimeSpan watched, bool looksInPlace) : IChangeSink
{
    // A sweep lets others use its thread after so many channels, about a tenth of a millisecond.
    private const int SweepSlice = 64;

    private readonly ConcurrentDictionary<ChannelName, Topic> _topics = new();

    public IChannelStore Store => store;

    public TimeProvider Time => time;

    public CometMetrics Metrics => metrics;

    public TailWindow Window => window;

    public long WatchedMicroseconds { get; } = (long)watched.TotalMicroseconds;

    /// <summary>Our clock, in microseconds since the Unix epoch.</summary>
    public long Now => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public bool HasSubscribers(ChannelName channel) => _topics.ContainsKey(channel);

    public Registration Register(Subscriber subscriber, Subscription subscription)
    {
        ChannelName channel = subscription.Channel;
        while (true)
        {
            Topic topic = _topics.TryGetValue(channel, out Topic? known) ? known : AddTopic(channel);
            var registration = new Registration(subscriber, topic, subscription);
            if (topic.TryAdd(registration)) return registration;

            // It lost its last subscriber this very moment; whoever took that one away also removes the topic.
            Remove(topic);
        }
    }

    public void Remove(Topic topic)
    {
        if (_topics.TryRemove(KeyValuePair.Create(topic.Channel, topic))) metrics.ChannelsSubscribed(-1);
    }

    public void MayHaveChanged(ChannelName channel)
    {
        if (!_topics.TryGetValue(channel, out Topic? topic)) return;
        if (looksInPlace) topic.RefreshInPlace();
        else topic.AskForRefresh();
    }

    /// <summary>Has a channel looked at that was published to: by another thread than the publisher's.</summary>
    public void Published(ChannelName channel)
    {
        if (_topics.TryGetValue(channel, out Topic? topic)) topic.AskForRefresh();
    }

    public async ValueTask LookAtAllAsync(CancellationToken cancellationToken)
    {
        var slice = new List<Task>(SweepSlice);
        foreach ((_, Topic topic) in _topics)
        {
            slice.Add(topic.SweepAsync());
            if (slice.Count < SweepSlice) continue;
            await Task.WhenAll(slice);
            if (cancellationToken.IsCancellationRequested) return;
            slice.Clear();
            await Task.Yield();
        }

        await Task.WhenAll(slice);
    }

    /// <summary>How many subscribers a channel has now.</summary>
    public int SubscribersOf(ChannelName channel) => _topics.TryGetValue(channel, out Topic? topic) ? topic.Subscribers : 0;

    private Topic AddTopic(ChannelName channel)
    {
        var made = new Topic(channel, this);
        Topic topic = _topics.GetOrAdd(channel, made);
        if (topic == made) metrics.ChannelsSubscribed(+1);
        return topic;
    }
}
