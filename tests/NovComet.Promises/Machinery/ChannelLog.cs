using System.Text.Json;
using NovComet.Channels;
using NovComet.Promises.Clients;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Machinery;

/// <summary>Reads a channel's file as another program would: line by line, passing over what is no record.</summary>
internal static class ChannelLog
{
    public static FinalLog Read(string directory, string channel)
    {
        Stamp from = Stamp.NoFile;
        var messages = new Dictionary<Stamp, Content>();
        foreach (string line in File.ReadLines(Path.Combine(directory, channel + ".comet")))
        {
            if (!TryParse(line, out JsonElement record)) continue;
            if (record.TryGetProperty("from", out JsonElement trimmed)) from = Listener.StampOf(trimmed);
            if (record.TryGetProperty("t", out JsonElement stamp)) messages.Add(Listener.StampOf(stamp), Content.Read(record.GetProperty("d").GetRawText()));
        }

        return new FinalLog(channel, from, messages);
    }

    private static bool TryParse(string line, out JsonElement record)
    {
        record = default;
        try
        {
            using var json = JsonDocument.Parse(line);
            record = json.RootElement.Clone();
            return record.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
