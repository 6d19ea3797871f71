using System.Net.Http.Headers;
using System.Text;
using NovComet.Channels;

namespace NovComet.Client.Http;

/// <summary>The gateway's endpoint: what is asked of it, and by whom.</summary>
internal sealed class Gateway
{
    // Servers and proxies take request lines up to 4 or 8 kB; a subscriber of many channels asks by a form instead.
    private const int LongestQuery = 2000;

    private readonly CometClientOptions _options;
    private readonly string _url;

    public Gateway(HttpClient http, CometClientOptions options)
    {
        if (http.BaseAddress is not { IsAbsoluteUri: true } url)
            throw new ArgumentException("The gateway's URL is missing: set the HttpClient's BaseAddress to it, such as http://localhost:5000/comet.", nameof(http));
        Http = http;
        _options = options;
        _url = url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
        Name = url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
    }

    public HttpClient Http { get; }

    /// <summary>What the log calls it: the URL without its query, which may be a secret.</summary>
    public string Name { get; }

    public HttpRequestMessage SubscribeRequest(Cursor cursor, string accept)
    {
        string query = string.Join('&', cursor.Select(position => $"subscribed[{position.Channel.Encoded}]={position.Position}"));
        HttpRequestMessage request = query.Length <= LongestQuery
            ? new(HttpMethod.Get, With(query))
            : new(HttpMethod.Post, _url) { Content = new StringContent(query, Encoding.ASCII, "application/x-www-form-urlencoded") };
        request.Headers.Accept.ParseAdd(accept);
        return request;
    }

    public HttpRequestMessage TouchRequest(ChannelName channel) => new(HttpMethod.Post, With($"publish={channel.Encoded}"));

    public HttpRequestMessage PublishRequest(ChannelName channel, MessageContent content, PublishSettings settings)
    {
        string except = settings.Except is { } session ? $"&except={session}" : "";
        var request = new HttpRequestMessage(HttpMethod.Post, With($"publish={channel.Encoded}{except}")) { Content = new ReadOnlyMemoryContent(content.Json) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        if (settings.IdempotencyKey is { } key) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return request;
    }

    /// <summary>Sends a request and reads the head of the answer.</summary>
    /// <exception cref="CometException">The gateway refused, and would again.</exception>
    /// <exception cref="Interruption">The gateway refused for now.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_options.Token is { } token && await token(cancellationToken) is { } value)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", value);

        HttpResponseMessage answer = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (answer.StatusCode == System.Net.HttpStatusCode.OK) return answer;
        using (answer) throw await Refusal.OfAsync(answer, _options.TimeProvider, cancellationToken);
    }

    private string With(string query) => $"{_url}{(_url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";
}
