using NovComet.Channels;
using NovComet.Storage;

namespace NovComet.Tests.Storage;

/// <summary>A store behind another one: counts the touches, and refuses them if told to.</summary>
internal sealed class FakeStore : IChannelStore
{
    public static Stamp StampOfTouches { get; } = Stamp.FromMicroseconds(77);

    public ChannelStoreException? Refusal { get; set; }

    public List<string> Touches { get; } = [];

    public TimeSpan SettleTime => TimeSpan.FromSeconds(3);

    public ValueTask<ChannelReading> ReadAsync(ChannelName channel, LogReading? known, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The check replaces the look at the channel's file.");

    public ValueTask<Stamp> TouchAsync(ChannelName channel, CancellationToken cancellationToken)
    {
        if (Refusal is not null) throw Refusal;
        Touches.Add(channel.Value);
        return new(StampOfTouches);
    }

    public ValueTask<Stamp> AppendAsync(ChannelName channel, MessageDraft draft, CancellationToken cancellationToken) =>
        throw new NotSupportedException("An application with a check of its own has no messages.");
}
