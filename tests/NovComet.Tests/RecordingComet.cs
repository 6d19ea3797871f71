using NovComet.Channels;

namespace NovComet.Tests;

/// <summary>Writes down what is published.</summary>
internal sealed class RecordingComet : IComet
{
    public List<string> Published { get; } = [];

    public ValueTask<Stamp> PublishAsync(string channel, MessageContent content, PublishSettings? settings = null, CancellationToken cancellationToken = default)
    {
        Published.Add($"{channel} {content}{(settings is null ? "" : " " + settings.IdempotencyKey)}{(cancellationToken.CanBeCanceled ? " cancellable" : "")}");
        return new(Stamp.FromMicroseconds(Published.Count + 1));
    }

    public ValueTask<Stamp> TouchAsync(string channel, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ChannelPresence GetPresence(string channel) => throw new NotSupportedException();

    public ValueTask<PollAnswer> PollAsync(Cursor cursor, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public IAsyncEnumerable<ChannelEvent> SubscribeAsync(Cursor cursor, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public IAsyncEnumerable<ChannelEvent> SubscribeAsync(IEnumerable<string> channels, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
