using System.Net;
using System.Net.Http.Headers;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Clients;

/// <summary>A publisher by HTTP, one message after the other, that writes down what it did.</summary>
internal sealed class Publisher(History history, HttpClient http, string name, string channel)
{
    private const int LongestPatience = 10_000;

    private long _serial;

    /// <summary>Publishes the next message once. If the connection breaks, it stays in doubt.</summary>
    public async Task<Publication> PublishAsync(Uri gateway, int padding = 100)
    {
        Publication publication = history.Intend(channel, name, ++_serial);
        await SendAsync(publication, gateway, padding, key: null, CancellationToken.None);
        return publication;
    }

    /// <summary>Publishes the next message with an idempotency key, as often as it takes: it is impatient, and often does not wait for the answer.</summary>
    public async Task<Publication> PublishOnceAsync(Func<Uri> gateway, CancellationToken limit)
    {
        Publication publication = history.Intend(channel, name, ++_serial);
        for (int patience = 1; publication.IsInDoubt && !limit.IsCancellationRequested; patience = Math.Min(patience * 2, LongestPatience))
        {
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(limit);
            cut.CancelAfter(TimeSpan.FromMilliseconds(patience));
            await SendAsync(publication, gateway(), 100, $"{name}-{publication.Content.Serial}", cut.Token);
        }

        return publication;
    }

    private async Task SendAsync(Publication publication, Uri gateway, int padding, string? key, CancellationToken cut)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway, "/comet?publish=" + Uri.EscapeDataString(channel)));
        request.Content = new ByteArrayContent(Content.Write(name, publication.Content.Serial, padding));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        try
        {
            using HttpResponseMessage answer = await http.SendAsync(request, cut);
            if (answer.IsSuccessStatusCode) publication.Acknowledge(Listener.StampOf(answer.Headers.GetValues("Comet-Stamp").Single()), history.Now);
            else if (key is null || answer.StatusCode != HttpStatusCode.ServiceUnavailable) publication.Refuse($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(CancellationToken.None)}", history.Now);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            // Nobody knows. If the gateway died, the next one may not be there yet.
            await Task.Delay(TimeSpan.FromMilliseconds(5), CancellationToken.None);
        }
    }
}
