using System.Net;
using NovComet.Load.Connections;

namespace NovComet.Load.Polling;

/// <summary>One keep-alive connection with a poll always on its way.</summary>
internal sealed class PollConnection(int number, int channel, byte[] channelName, IPEndPoint server) : LoopbackConnection(number, server)
{
    public int Channel { get; } = channel;

    public byte[] ChannelName { get; } = channelName;

    /// <summary>The stamp that the subscriber has.</summary>
    public long Stamp { get; set; } = PollRequest.Anchor;
}
