using NovComet.Channels;
using NovComet.Client.Http;

namespace NovComet.Client.Publishing;

/// <summary>Publishes, and tries again where it is not known whether the gateway got it.</summary>
internal sealed class Publisher(Gateway gateway, CometClientOptions options)
{
    private const string StampHeader = "Comet-Stamp";

    public Task<Stamp> TouchAsync(ChannelName channel, CancellationToken cancellationToken) =>
        SendAsync(() => gateway.TouchRequest(channel), cancellationToken);

    public Task<Stamp> PublishAsync(ChannelName channel, MessageContent content, PublishSettings settings, CancellationToken cancellationToken)
    {
        // One key for all attempts is what makes a second one harmless.
        PublishSettings keyed = settings with { IdempotencyKey = settings.IdempotencyKey ?? Guid.NewGuid().ToString("N") };
        return SendAsync(() => gateway.PublishRequest(channel, content, keyed), cancellationToken);
    }

    private async Task<Stamp> SendAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(options);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                using var patience = new Patience(options.TimeProvider, cancellationToken);
                return await patience.GiveAsync(options.PublishTimeout, token => AttemptAsync(request, token));
            }
            catch (Exception error) when (Interruption.Is(error))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (attempt >= options.PublishAttempts || AsksForMore(error))
                    throw new CometException((error as Interruption)?.Status, $"The publish was tried {attempt} times without success: {error.Message}", error);
                await Task.Delay(backoff.Next(error), options.TimeProvider, cancellationToken);
            }
        }
    }

    private async ValueTask<Stamp> AttemptAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = request();
        using HttpResponseMessage answer = await gateway.SendAsync(message, cancellationToken);
        return answer.Headers.TryGetValues(StampHeader, out IEnumerable<string>? values)
            && Position.TryParse(values.First(), out Position position)
            && position.Kind == PositionKind.Stamp
                ? position.Stamp
                : throw new CometException(answer.StatusCode, $"The answer has no {StampHeader}: {gateway.Name} is not the URL of a NovComet gateway.");
    }

    /// <summary>Whether the gateway asks for a longer wait than a publisher can be kept waiting.</summary>
    private bool AsksForMore(Exception error) => (error as Interruption)?.RetryAfter > options.MaxReconnectDelay;
}
