using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Chat;

/// <summary>A visitor of a gateway's chat, with cookies of its own.</summary>
internal sealed class ChatGuest(GatewayProcess gateway) : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly List<HttpClient> _clients = [];

    public Task<HttpResponseMessage> TakeNameAsync(string name) => Http().PostAsync(Of("/chat/me"), JsonContent.Create(new { name }));

    public Task<HttpResponseMessage> SayAsync(string room, string text, string? id = null) =>
        Http().PostAsync(Of("/chat/rooms/" + Uri.EscapeDataString(room)), WithLength(JsonSerializer.Serialize(new { text, id })));

    public Task<HttpResponseMessage> SayToAsync(string name, string text) =>
        Http().PostAsync(Of("/chat/people/" + Uri.EscapeDataString(name)), JsonContent.Create(new { text }));

    public Task<HttpResponseMessage> LeaveAsync() => Http().DeleteAsync(Of("/chat/me"));

    public Task<string> WhoAmIAsync() => Http().GetStringAsync(Of("/chat/me"));

    public async Task<string> IdAsync()
    {
        using var me = JsonDocument.Parse(await WhoAmIAsync());
        return me.RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>A stream of channels, from now on.</summary>
    public async Task<ChatStream> StreamAsync(params string[] channels)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Of("/comet?" + string.Join('&', channels.Select(channel => $"subscribed[{channel}]=0"))));
        request.Headers.Accept.ParseAdd("text/event-stream");
        HttpResponseMessage response = await Http().SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new ChatStream(response.EnsureSuccessStatusCode(), await response.Content.ReadAsStreamAsync());
    }

    /// <summary>What a channel keeps, as it is told to this visitor.</summary>
    public Task<HttpResponseMessage> ReadAsync(string channel) => Http().GetAsync(Of($"/comet?subscribed[{channel}]=earliest"));

    /// <summary>The same visitor, at a gateway that was started again.</summary>
    public void MoveTo(GatewayProcess next) => gateway = next;

    public void Dispose() => _clients.ForEach(client => client.Dispose());

    // Cookies know no ports, so that one container serves a gateway that comes back on another.
    private HttpClient Http()
    {
        _clients.Add(new HttpClient(new HttpClientHandler { CookieContainer = _cookies }));
        return _clients[^1];
    }

    private static StringContent WithLength(string json) => new(json, null, "application/json");

    private Uri Of(string path) => new(gateway.Address, path);
}
