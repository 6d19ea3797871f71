using System.Buffers;
using System.Text.Json;
using NovComet.Channels;
using NovComet.Hub;

namespace NovComet.AspNetCore.Transports;

/// <summary>The JSON of a long-poll's answer, as the original's clients read it.</summary>
internal static class LongPollAnswer
{
    private static readonly byte[] s_unchanged = """{"s":0}"""u8.ToArray();

    // One object for the life of the process: events remember by it what they were encoded to.
    private static readonly Func<ChannelEvent, byte[]> s_encodeOne = change => Encode([change], default);

    /// <summary>Encodes a turn.</summary>
    /// <param name="turn">What the turn ended with.</param>
    /// <param name="anchors">
    /// The channels for which the subscriber did not send a stamp of ours, and where it stands on them now.
    /// </param>
    public static byte[] Of(Turn turn, Cursor anchors) => (turn.Changes, anchors.Count) switch
    {
        ([], 0) => s_unchanged,
        ([ChannelEvent only], 0) => only.EncodedBy(s_encodeOne),
        _ => Encode(turn.Changes, anchors),
    };

    private static byte[] Encode(IReadOnlyList<ChannelEvent> changes, Cursor anchors)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteNumber("s"u8, changes.Count > 0 ? 1 : 0);
        if (changes.Count > 0)
        {
            json.WriteStartObject("k"u8);
            foreach (ChannelEvent change in changes) Write(json, change.Channel, change.Stamp);
            json.WriteEndObject();
        }

        if (anchors.Count > 0)
        {
            json.WriteStartObject("t"u8);
            foreach ((ChannelName channel, Position position) in anchors) Write(json, channel, position.Stamp);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ChannelName channel, Stamp stamp)
    {
        Span<byte> digits = stackalloc byte[Stamp.MaxLength];
        stamp.TryFormat(digits, out int length, default, null);
        json.WritePropertyName(channel.Value);
        json.WriteRawValue(digits[..length], skipInputValidation: true);
    }
}
