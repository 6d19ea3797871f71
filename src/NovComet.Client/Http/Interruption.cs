using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace NovComet.Client.Http;

/// <summary>Something that may be over when it is tried again.</summary>
internal sealed class Interruption(string sentence) : IOException(sentence)
{
    /// <summary>With what the gateway refused for now.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>How long the gateway asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether it shows that streams do not come through.</summary>
    public bool BreaksStreams { get; init; }

    /// <summary>
    /// Whether an exception is of this kind: the network's, the gateway's, or an answer that cannot be read. A cancellation is, too, because an
    /// <see cref="HttpClient"/> ends by one what takes it too long; the caller asks its own token first. A bare <see cref="SocketException"/>
    /// is what it lets through where a connection is reset just after it was made.
    /// </summary>
    public static bool Is(Exception error) =>
        error is HttpRequestException or SocketException or IOException or TimeoutException or JsonException or InvalidDataException or OperationCanceledException;
}
