using System.Net.ServerSentEvents;
using System.Text;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Hosting;

/// <summary>An event stream, read block by block as it comes.</summary>
internal sealed class EventStream : IDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly StreamReader _reader;

    private EventStream(HttpResponseMessage answer, Stream body)
    {
        _answer = answer;
        _reader = new StreamReader(body, Encoding.UTF8);
    }

    public HttpResponseMessage Answer => _answer;

    /// <summary>Opens it, and reads its first block.</summary>
    public static async Task<EventStream> OpenAsync(CometServer server, string query, string? lastEventId = null)
    {
        HttpResponseMessage answer = await SendAsync(server, HttpMethod.Get, query, lastEventId);
        Assert.AreEqual("text/event-stream", answer.Content.Headers.ContentType?.MediaType, await PeekAsync(answer));
        return new EventStream(answer, await answer.Content.ReadAsStreamAsync());
    }

    public static async Task<HttpResponseMessage> SendAsync(CometServer server, HttpMethod method, string query, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(method, "/comet?" + query) { Version = server.Client.DefaultRequestVersion, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        return await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>The next block's text, without its blank line; null at the end.</summary>
    public async Task<string?> NextAsync()
    {
        var block = new StringBuilder();
        while (await _reader.ReadLineAsync().Within("a line") is { } line)
        {
            if (line.Length == 0) return block.ToString();
            if (block.Length > 0) block.Append('\n');
            block.Append(line);
        }

        return null;
    }

    /// <summary>Reads on as .NET's own parser does, with what is sent from here on.</summary>
    public IAsyncEnumerable<SseItem<string>> ParseAsync(CancellationToken cancellationToken) =>
        SseParser.Create(_reader.BaseStream).EnumerateAsync(cancellationToken);

    public void Dispose()
    {
        _reader.Dispose();
        _answer.Dispose();
    }

    private static async Task<string> PeekAsync(HttpResponseMessage answer) =>
        answer.IsSuccessStatusCode ? "" : await answer.Content.ReadAsStringAsync();
}
