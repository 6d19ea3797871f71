namespace NovComet.Promises.Clients;

/// <summary>Publishes signals.</summary>
internal sealed class GatewaySignal(HttpClient http)
{
    public async Task SendAsync(Uri gateway, string channel)
    {
        using HttpResponseMessage answer = await http.PostAsync(new Uri(gateway, "/comet?publish=" + channel), null);
        answer.EnsureSuccessStatusCode();
    }
}
