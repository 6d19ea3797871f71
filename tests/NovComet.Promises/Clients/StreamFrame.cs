using System.Text.Json;

namespace NovComet.Promises.Clients;

/// <summary>A server's frame, the same on a WebSocket and on raw TCP.</summary>
internal static class StreamFrame
{
    public static void Tell(Listener listener, ReadOnlyMemory<byte> frame)
    {
        using var json = JsonDocument.Parse(frame);
        JsonElement root = json.RootElement;
        if (root.TryGetProperty("cursor", out JsonElement cursor))
        {
            listener.Answered(200);
            foreach (JsonProperty at in cursor.EnumerateObject()) listener.At(at.Name, Listener.StampOf(at.Value));
        }
        else if (root.TryGetProperty("gap", out JsonElement channel))
        {
            listener.Gap(channel.GetString()!, Listener.StampOf(root.GetProperty("stamp")));
        }
        else if (root.TryGetProperty("channel", out _))
        {
            listener.Event(root);
        }
        else if (root.TryGetProperty("error", out JsonElement error))
        {
            // What an answer's status is elsewhere.
            listener.Answered(400);
            throw new IOException(error.GetString());
        }
    }
}
