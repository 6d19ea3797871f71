using System.Net;
using System.Net.Sockets;

namespace NovComet.Load.Polling;

/// <summary>One keep-alive connection with a poll always on its way.</summary>
internal sealed class PollConnection : IDisposable
{
    private const int IpProtocol = 0;
    private const int BindAddressNoPort = 24;

    // One source address has 28,000 ports, and those of an earlier run may still be closing.
    private const int ConnectionsPerSource = 5_000;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public PollConnection(int number, int channel, byte[] channelName, IPEndPoint server)
    {
        (Channel, ChannelName) = (channel, channelName);
        var source = new IPAddress([127, 0, 0, (byte)(1 + number / ConnectionsPerSource)]);
        // The port is then chosen when the destination is known, so that one port serves several destinations.
        _socket.SetRawSocketOption(IpProtocol, BindAddressNoPort, BitConverter.GetBytes(1));
        _socket.Bind(new IPEndPoint(source, 0));
        _socket.Connect(server);
        Descriptor = (int)_socket.Handle;
    }

    public int Descriptor { get; }

    public int Channel { get; }

    public byte[] ChannelName { get; }

    /// <summary>The stamp that the subscriber has.</summary>
    public long Stamp { get; set; } = PollRequest.Anchor;

    /// <summary>The beginning of an answer that arrived in parts: rare.</summary>
    public byte[] Partial { get; set; } = [];

    public bool IsLost { get; set; }

    public void Dispose() => _socket.Dispose();
}
