using System.Text.Json;

namespace NovComet.Web.Tests.Processes;

/// <summary>Asks a gateway what pages and programs ask it.</summary>
internal sealed class GatewayClient(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(1) };

    public HttpClient Http => _http;

    /// <summary>One long-poll.</summary>
    public async Task<Answer> PollAsync(IEnumerable<KeyValuePair<string, string>> cursor)
    {
        string query = string.Join('&', cursor.Select(at => $"subscribed[{Uri.EscapeDataString(at.Key)}]={at.Value}"));
        using HttpResponseMessage response = await _http.GetAsync(new Uri("/comet?" + query, UriKind.Relative));
        string text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? Answer.Parse(text) : throw new HttpRequestException(text, null, response.StatusCode);
    }

    public Task<Answer> PollAsync(string channel, string position) => PollAsync([new(channel, position)]);

    /// <summary>Where a channel stands, without being held.</summary>
    public async Task<string> StampAsync(string channel) => (await PollAsync(channel, "9999999999")).Positions[channel];

    /// <summary>Publishes.</summary>
    /// <returns>The stamp that the channel got.</returns>
    public async Task<string> PublishAsync(string channel)
    {
        using HttpResponseMessage response = await PostPublishAsync(channel);
        Assert.AreEqual("true", await response.Content.ReadAsStringAsync());
        return response.Headers.GetValues("Comet-Stamp").Single();
    }

    public Task<HttpResponseMessage> PostPublishAsync(string channel) =>
        _http.PostAsync(new Uri("/comet?publish=" + Uri.EscapeDataString(channel), UriKind.Relative), null);

    /// <summary>The word that a health endpoint says.</summary>
    public async Task<string> StatusAsync(string path)
    {
        using HttpResponseMessage response = await _http.GetAsync(new Uri(path, UriKind.Relative));
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("status").GetString()!;
    }

    /// <summary>Waits until the gateway says this of itself.</summary>
    public async Task IsReadyAsync(string expected)
    {
        string status = "";
        using var limit = new CancellationTokenSource(TestSettings.Patience);
        while (status != expected && !limit.IsCancellationRequested) status = await StatusAsync("/healthz/ready");
        Assert.AreEqual(expected, status);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>A long-poll's answer; stamps as they were written.</summary>
    internal sealed record Answer(bool IsNews, IReadOnlyDictionary<string, string> Changes, IReadOnlyDictionary<string, string> Positions)
    {
        public static Answer Parse(string text)
        {
            using var json = JsonDocument.Parse(text);
            return new Answer(json.RootElement.GetProperty("s").GetInt32() == 1, Stamps(json, "k"), Stamps(json, "t"));
        }

        private static Dictionary<string, string> Stamps(JsonDocument json, string name) =>
            json.RootElement.TryGetProperty(name, out JsonElement stamps)
                ? stamps.EnumerateObject().ToDictionary(stamp => stamp.Name, stamp => stamp.Value.GetRawText())
                : [];
    }
}
