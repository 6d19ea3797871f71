using System.Globalization;
using System.Text.Json;

namespace NovComet.Promises.Recording;

/// <summary>A history as JSON lines, for whoever has to find out how a promise was broken.</summary>
internal static class HistoryFile
{
    public static void Write(History history, string path)
    {
        using FileStream file = File.Create(path);
        foreach (Publication publication in history.Publications)
        {
            WriteLine(file, json =>
            {
                json.WriteString("publish", publication.Channel);
                json.WriteString("message", publication.Content.ToString());
                WriteTime(json, "begun", publication.Begun);
                if (publication.Ended is { } ended) WriteTime(json, "ended", ended);
                if (publication.Stamp is { } stamp) json.WriteString("stamp", stamp.ToString());
                if (publication.Refusal is { } refusal) json.WriteString("refused", refusal);
            });
        }

        foreach (Connection connection in history.Connections) Write(file, connection);
    }

    private static void Write(FileStream file, Connection connection)
    {
        WriteLine(file, json =>
        {
            json.WriteString("connection", connection.ToString());
            WriteTime(json, "begun", connection.Begun);
            if (connection.Ended is { } ended) WriteTime(json, "ended", ended);
            if (connection.Status is { } status) json.WriteNumber("status", status);
            foreach ((string channel, string position) in connection.Cursor) json.WriteString("at " + channel, position);
        });
        foreach (Sighting sighting in connection.Sightings)
        {
            WriteLine(file, json =>
            {
                json.WriteString("saw", sighting.Kind.ToString());
                json.WriteString("by", connection.Subscriber);
                json.WriteNumber("on", connection.Number);
                json.WriteString("channel", sighting.Channel);
                json.WriteString("stamp", sighting.Stamp.ToString());
                WriteTime(json, "at", sighting.At);
                if (sighting.Kind == SightingKind.Message) json.WriteString("message", sighting.Content.ToString());
            });
        }
    }

    private static void WriteTime(Utf8JsonWriter json, string name, TimeSpan time) =>
        json.WriteString(name, time.TotalSeconds.ToString("0.000000", CultureInfo.InvariantCulture));

    private static void WriteLine(FileStream file, Action<Utf8JsonWriter> members)
    {
        using (var json = new Utf8JsonWriter(file))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        file.WriteByte((byte)'\n');
    }
}
