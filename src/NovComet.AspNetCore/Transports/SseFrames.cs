using System.Buffers;
using System.Text;
using NovComet.Channels;
using NovComet.Hub;

namespace NovComet.AspNetCore.Transports;

/// <summary>
/// The blocks of an event stream: <c>id: cursor</c> and <c>data: {"channel":"a","stamp":S,"data":…}</c>; a gap has <c>event: gap</c>.
/// JSON on one line, and names encoded, have no line break that could end a block early.
/// </summary>
internal static class SseFrames
{
    // One object each for the life of the process: news and events remember by it what they were encoded to.
    private static readonly Func<ChannelNews, byte[]> s_alone = EncodeAlone;
    private static readonly Func<ChannelEvent, byte[]> s_data = told => EncodeData(told.Channel, told);

    /// <summary>The news of a subscriber's only channel, encoded once for all who stand where it stood.</summary>
    public static byte[] OfOnly(ChannelNews news) => news.EncodedBy(s_alone);

    /// <summary>An event without its id, encoded once however many it goes to.</summary>
    /// <param name="name">What the subscriber calls the channel.</param>
    /// <param name="told">The event.</param>
    public static byte[] DataOf(ChannelName name, ChannelEvent told) => name == told.Channel ? told.EncodedBy(s_data) : EncodeData(name, told);

    /// <summary>When to connect again. Clients keep it for each time that they lose the stream.</summary>
    public static byte[] Retry(TimeSpan after) => Encoding.ASCII.GetBytes($"retry: {(int)after.TotalMilliseconds}\n");

    /// <summary>Starts an id, which the cursor's channels follow.</summary>
    public static void StartId(IBufferWriter<byte> output) => output.Write("id: "u8);

    /// <summary>One channel of an id.</summary>
    public static void WritePosition(IBufferWriter<byte> output, ChannelName name, Stamp stamp)
    {
        Encoding.ASCII.GetBytes(name.Encoded, output);
        output.Write("="u8);
        stamp.TryFormat(output.GetSpan(Stamp.MaxLength), out int length, default, null);
        output.Advance(length);
    }

    private static byte[] EncodeAlone(ChannelNews news)
    {
        var output = new ArrayBufferWriter<byte>(256);
        foreach (ChannelEvent told in news.Events)
        {
            StartId(output);
            WritePosition(output, news.Name, told.Stamp);
            output.Write("\n"u8);
            output.Write(DataOf(news.Name, told));
        }

        return output.WrittenSpan.ToArray();
    }

    private static byte[] EncodeData(ChannelName name, ChannelEvent told)
    {
        byte[] json = told.Kind == EventKind.Gap ? EventJson.Of(name, ChannelEvent.Signal(name, told.Stamp)) : EventJson.Of(name, told);
        return told.Kind == EventKind.Gap
            ? [.. "event: gap\ndata: "u8, .. json, .. "\n\n"u8]
            : [.. "data: "u8, .. json, .. "\n\n"u8];
    }
}
