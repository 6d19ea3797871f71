using System.Buffers;
using NovComet.Channels;
using NovComet.Hub;

namespace NovComet.AspNetCore.Transports;

/// <summary>How a carrier's frames look. One object of each kind for the life of the process: news remember by it what they were encoded to.</summary>
internal abstract class FrameFormat
{
    private readonly Func<ChannelNews, byte[]> _encode;

    protected FrameFormat() => _encode = Encode;

    /// <summary>The news, a frame for each event, encoded once for all who stand where the subscriber stood.</summary>
    public byte[] Of(ChannelNews news) => news.EncodedBy(_encode);

    /// <summary>One frame.</summary>
    public byte[] Of(ReadOnlySpan<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(json.Length + 16);
        Write(output, json);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Writes one frame.</summary>
    protected abstract void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> json);

    private byte[] Encode(ChannelNews news)
    {
        var output = new ArrayBufferWriter<byte>(256);
        foreach (ChannelEvent told in news.Events) Write(output, EventJson.Of(news.Name, told));
        return output.WrittenSpan.ToArray();
    }
}
