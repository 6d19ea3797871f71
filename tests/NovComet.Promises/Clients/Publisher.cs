using System.Net;
using System.Net.Http.Headers;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Clients;

/// <summary>A publisher by HTTP, one message after the other, that writes down what it did.</summary>
internal sealed class Publisher(History history, HttpClient http, string name, string channel)
{
    private long _serial;

    /// <summary>Publishes the next message once. If the connection breaks, it stays in doubt.</summary>
    public async Task<Publication> PublishAsync(Uri gateway, int padding = 100)
    {
        Publication publication = history.Intend(channel, name, ++_serial);
        await SendAsync(publication, gateway, padding, key: null);
        return publication;
    }

    /// <summary>Publishes the next message with an idempotency key, as often as it takes.</summary>
    public async Task<Publication> PublishOnceAsync(Func<Uri> gateway, CancellationToken limit)
    {
        Publication publication = history.Intend(channel, name, ++_serial);
        while (publication.IsInDoubt && !limit.IsCancellationRequested) await SendAsync(publication, gateway(), 100, $"{name}-{publication.Content.Serial}");
        return publication;
    }

    private async Task SendAsync(Publication publication, Uri gateway, int padding, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway, "/comet?publish=" + Uri.EscapeDataString(channel)));
        request.Content = new ByteArrayContent(Content.Write(name, publication.Content.Serial, padding));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        try
        {
            using HttpResponseMessage answer = await http.SendAsync(request);
            if (answer.IsSuccessStatusCode) publication.Acknowledge(Listener.StampOf(answer.Headers.GetValues("Comet-Stamp").Single()), history.Now);
            else if (key is null || answer.StatusCode != HttpStatusCode.ServiceUnavailable) publication.Refuse($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}", history.Now);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            // The gateway died: nobody knows. The next one may not be there yet.
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }
}
