using System.Text;
using System.Text.Json;

namespace NovComet.Promises.Clients;

/// <summary>Server-Sent Events, block by block, so that the blocks are seen too that parsers swallow: those that have only an id.</summary>
/// <param name="http">Sends.</param>
/// <param name="pause">What to wait for before reading on behind the first block.</param>
internal sealed class EventStreaming(HttpClient http, Task? pause = null) : ITransport
{
    public string Name => "sse";

    public async Task FollowAsync(Uri gateway, Listener listener, CancellationToken cut)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway, "/comet?" + listener.Query));
        request.Headers.Accept.ParseAdd("text/event-stream");
        using HttpResponseMessage answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cut);
        listener.Answered((int)answer.StatusCode);
        if (!answer.IsSuccessStatusCode) return;

        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cut), Encoding.UTF8);
        var block = new Dictionary<string, string>();
        while (await reader.ReadLineAsync(cut) is { } line)
        {
            if (line.Length > 0)
            {
                int colon = line.IndexOf(": ", StringComparison.Ordinal);
                block[line[..colon]] = line[(colon + 2)..];
                continue;
            }

            // A block is told once its blank line is there: half a block is none.
            Tell(listener, block);
            block.Clear();
            if (pause is not null) await pause.WaitAsync(cut);
        }
    }

    private static void Tell(Listener listener, Dictionary<string, string> block)
    {
        if (block.TryGetValue("data", out string? data))
        {
            using var json = JsonDocument.Parse(data);
            if (!block.ContainsKey("event")) listener.Event(json.RootElement);
            else listener.Gap(json.RootElement.GetProperty("channel").GetString()!, Listener.StampOf(json.RootElement.GetProperty("stamp")));
        }

        if (!block.TryGetValue("id", out string? id)) return;
        foreach (string part in id.Split('&'))
        {
            string[] at = part.Split('=');
            listener.At(Uri.UnescapeDataString(at[0]), Listener.StampOf(at[1]));
        }
    }
}
