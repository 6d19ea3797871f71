using System.Buffers;
using System.Text.Json;
using NovComet.Channels;
using NovComet.Hub;

namespace NovComet.AspNetCore.Transports;

/// <summary>The JSON of a long-poll's answer: <c>s</c> and <c>k</c> as the original's clients read them, <c>m</c> for messages, <c>g</c> for gaps, <c>t</c> for anchors.</summary>
internal static class LongPollAnswer
{
    private static readonly byte[] s_unchanged = """{"s":0}"""u8.ToArray();

    // One object for the life of the process: news remember by it what they were encoded to.
    private static readonly Func<ChannelNews, byte[]> s_encodeOne = news => Encode([news], default);

    /// <summary>Encodes a turn.</summary>
    /// <param name="turn">What the turn ended with.</param>
    /// <param name="anchors">
    /// The channels for which the subscriber did not send a stamp of ours, and where it stands on them now.
    /// </param>
    public static byte[] Of(Turn turn, Cursor anchors) => (turn.News, anchors.Count) switch
    {
        ([], 0) => s_unchanged,
        ([ChannelNews only], 0) => only.EncodedBy(s_encodeOne),
        _ => Encode(turn.News, anchors),
    };

    private static byte[] Encode(IReadOnlyList<ChannelNews> all, Cursor anchors)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer, EventJson.Options);
        json.WriteStartObject();
        json.WriteNumber("s"u8, all.Count > 0 ? 1 : 0);
        if (all.Count > 0)
        {
            json.WriteStartObject("k"u8);
            foreach (ChannelNews news in all) EventJson.WriteStamp(json, news.Name.Value, news.Stamp);
            json.WriteEndObject();
        }

        WriteMessages(json, all);
        WriteGaps(json, all);
        if (anchors.Count > 0)
        {
            json.WriteStartObject("t"u8);
            foreach ((ChannelName channel, Position position) in anchors) EventJson.WriteStamp(json, channel.Value, position.Stamp);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteMessages(Utf8JsonWriter json, IReadOnlyList<ChannelNews> all)
    {
        if (!all.Any(news => news.Messages.Count > 0)) return;
        json.WriteStartObject("m"u8);
        foreach (ChannelNews news in all)
        {
            if (news.Messages.Count == 0) continue;
            json.WriteStartArray(news.Name.Value);
            foreach (ChannelEvent message in news.Messages)
            {
                json.WriteStartObject();
                EventJson.WriteStamp(json, "t", message.Stamp);
                json.WritePropertyName("d"u8);
                json.WriteRawValue(message.Json.Span, skipInputValidation: true);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteGaps(Utf8JsonWriter json, IReadOnlyList<ChannelNews> all)
    {
        if (!all.Any(news => news.Gap is not null)) return;
        json.WriteStartArray("g"u8);
        foreach (ChannelNews news in all)
        {
            if (news.Gap is not null) json.WriteStringValue(news.Name.Value);
        }

        json.WriteEndArray();
    }
}
