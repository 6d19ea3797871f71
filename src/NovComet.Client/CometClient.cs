using System.Text.Json.Serialization.Metadata;
using NovComet.Channels;
using NovComet.Client.Http;
using NovComet.Client.Publishing;
using NovComet.Client.Subscribing;

namespace NovComet.Client;

/// <summary>Publishes to a NovComet gateway and subscribes to it, by HTTP. Safe to use from any thread; one for the life of the application is enough.</summary>
public sealed class CometClient : IDisposable
{
    private readonly HttpClient? _ownHttp;
    private readonly CometClientOptions _options;
    private readonly Gateway _gateway;
    private readonly Publisher _publisher;

    /// <summary>A client with connections of its own.</summary>
    /// <param name="endpoint">The gateway's URL, such as <c>http://localhost:5000/comet</c>.</param>
    /// <param name="options">How it works; null for the defaults.</param>
    /// <exception cref="ArgumentException">The URL is not an absolute one, or an option is out of its range.</exception>
    public CometClient(Uri endpoint, CometClientOptions? options = null)
        : this(new HttpClient { BaseAddress = endpoint, Timeout = Timeout.InfiniteTimeSpan }, options) => _ownHttp = _gateway.Http;

    /// <summary>A client over connections that somebody else made, such as a factory of the application.</summary>
    /// <param name="http">The connections; its <see cref="HttpClient.BaseAddress"/> is the gateway's URL, such as <c>http://localhost:5000/comet</c>. It is not disposed of.</param>
    /// <param name="options">How the client works; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no base address, or an option is out of its range.</exception>
    public CometClient(HttpClient http, CometClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        _options = options ?? new CometClientOptions();
        if (_options.Mistake is { } mistake) throw new ArgumentException(mistake, nameof(options));
        _gateway = new Gateway(http, _options);
        _publisher = new Publisher(_gateway, _options);
    }

    /// <summary>Publishes a signal: says that a channel changed. After a network error it is sent again: signals may merge.</summary>
    /// <param name="channel">The channel's name: 1 to 200 encoded bytes without control characters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The stamp that the channel got.</returns>
    /// <exception cref="ArgumentException">The name cannot be a channel's.</exception>
    /// <exception cref="CometException">The gateway refused, or did not answer in <see cref="CometClientOptions.PublishAttempts"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> ended.</exception>
    public Task<Stamp> TouchAsync(string channel, CancellationToken cancellationToken = default) =>
        _publisher.TouchAsync(ChannelName.Parse(channel), cancellationToken);

    /// <summary>
    /// Publishes a message. After a network error it is sent again, with the same idempotency key: however often the gateway got it,
    /// it is one message.
    /// </summary>
    /// <param name="channel">The channel's name: 1 to 200 encoded bytes without control characters.</param>
    /// <param name="content">What it carries: text, JSON or an object, by the methods of <see cref="MessageContent"/>.</param>
    /// <param name="settings">How it is published; null for a random idempotency key and everybody.</param>
    /// <param name="cancellationToken">Gives up; the message may be published all the same.</param>
    /// <returns>The message's stamp.</returns>
    /// <exception cref="ArgumentException">The name cannot be a channel's.</exception>
    /// <exception cref="CometException">
    /// The gateway refused, and published nothing; or it did not answer in <see cref="CometClientOptions.PublishAttempts"/>, and may have published it.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> ended.</exception>
    public Task<Stamp> PublishAsync(string channel, MessageContent content, PublishSettings? settings = null, CancellationToken cancellationToken = default) =>
        _publisher.PublishAsync(ChannelName.Parse(channel), content, settings ?? new PublishSettings(), cancellationToken);

    /// <summary>Publishes an object as JSON; otherwise like <see cref="PublishAsync(string, MessageContent, PublishSettings?, CancellationToken)"/>.</summary>
    /// <typeparam name="T">The object's type.</typeparam>
    /// <param name="channel">The channel's name.</param>
    /// <param name="value">The object.</param>
    /// <param name="type">How it is written, from a source-generated context.</param>
    /// <param name="cancellationToken">Gives up; the message may be published all the same.</param>
    /// <returns>The message's stamp.</returns>
    public Task<Stamp> PublishAsync<T>(string channel, T value, JsonTypeInfo<T> type, CancellationToken cancellationToken = default) =>
        PublishAsync(channel, MessageContent.From(value, type), settings: null, cancellationToken);

    /// <summary>Publishes text, as a JSON string; otherwise like <see cref="PublishAsync(string, MessageContent, PublishSettings?, CancellationToken)"/>.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Gives up; the message may be published all the same.</param>
    /// <returns>The message's stamp.</returns>
    public Task<Stamp> PublishAsync(string channel, string text, CancellationToken cancellationToken = default) =>
        PublishAsync(channel, MessageContent.FromText(text), settings: null, cancellationToken);

    /// <summary>Subscribes to channels from now on; otherwise like <see cref="SubscribeAsync(Cursor, CancellationToken)"/>.</summary>
    /// <param name="channels">The channels' names.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The events as they come.</returns>
    /// <exception cref="ArgumentException">There is no name, or one that cannot be a channel's.</exception>
    public IAsyncEnumerable<CometEvent> SubscribeAsync(IEnumerable<string> channels, CancellationToken cancellationToken = default) =>
        SubscribeAsync(Cursor.FromNow(channels), cancellationToken);

    /// <summary>
    /// Subscribes to channels from where the cursor stands, until cancelled. Whatever interrupts the connection, it goes on behind the last
    /// event: nothing retained is lost, and what is no longer retained is announced by a gap. It is read no faster than it is enumerated.
    /// </summary>
    /// <param name="cursor">The channels and where the subscriber stands on each, such as the <see cref="CometEvent.Cursor"/> of the last event that it has dealt with.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The events as they come; of one channel in the order of their stamps.</returns>
    /// <exception cref="ArgumentException">The cursor has no channel.</exception>
    /// <exception cref="CometException">The gateway refused, and would again: a bad name, no right to a channel.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> ended.</exception>
    public IAsyncEnumerable<CometEvent> SubscribeAsync(Cursor cursor, CancellationToken cancellationToken = default) =>
        cursor.Count > 0
            ? new SubscriptionLoop(_gateway, _options, cursor).RunAsync(cancellationToken)
            : throw new ArgumentException("There is no channel to subscribe to: name at least one.", nameof(cursor));

    /// <summary>Closes the client's own connections. Subscriptions over them end with an exception.</summary>
    public void Dispose() => _ownHttp?.Dispose();
}
