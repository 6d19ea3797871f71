using System.Collections.Concurrent;
using NovComet.Channels;
using NovComet.Storage;
using NovComet.Watching;

namespace NovComet.Hub;

/// <summary>The channels that have subscribers now.</summary>
internal sealed class TopicTable(IChannelStore store, TimeProvider time, CometMetrics metrics) : IChangeSink
{
    // A sweep lets others use its thread after so many channels, about a tenth of a millisecond.
    private const int SweepSlice = 64;

    private readonly ConcurrentDictionary<ChannelName, Topic> _topics = new();

    public IChannelStore Store => store;

    public TimeProvider Time => time;

    public CometMetrics Metrics => metrics;

    public Registration Register(Subscriber subscriber, ChannelName channel)
    {
        while (true)
        {
            Topic topic = _topics.TryGetValue(channel, out Topic? known) ? known : AddTopic(channel);
            var registration = new Registration(subscriber, topic);
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

    private Topic AddTopic(ChannelName channel)
    {
        var made = new Topic(channel, this);
        Topic topic = _topics.GetOrAdd(channel, made);
        if (topic == made) metrics.ChannelsSubscribed(+1);
        return topic;
    }
}
