using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using NovComet.Load.Native;

namespace NovComet.Load.Connections;

/// <summary>One TCP connection of thousands to the server.</summary>
internal abstract unsafe class LoopbackConnection : IDisposable
{
    private const int IpProtocol = 0;
    private const int BindAddressNoPort = 24;

    // One source address has 28,000 ports, and those of an earlier run may still be closing.
    private const int ConnectionsPerSource = 5_000;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    protected LoopbackConnection(int number, IPEndPoint server)
    {
        var source = new IPAddress([127, 0, 0, (byte)(1 + number / ConnectionsPerSource)]);
        // The port is then chosen when the destination is known, so that one port serves several destinations.
        _socket.SetRawSocketOption(IpProtocol, BindAddressNoPort, BitConverter.GetBytes(1));
        _socket.Bind(new IPEndPoint(source, 0));
        _socket.Connect(server);
        Descriptor = (int)_socket.Handle;
    }

    public int Descriptor { get; }

    /// <summary>What arrived of something that is not whole yet.</summary>
    public byte[] Partial { get; set; } = [];

    public bool IsLost { get; private set; }

    /// <summary>False on a broken connection: a request is a few hundred bytes, and the socket's buffer is empty.</summary>
    public bool TrySend(ReadOnlySpan<byte> request)
    {
        fixed (byte* pointer = request) return Libc.Send(Descriptor, pointer, request.Length, Libc.Quietly) == request.Length;
    }

    /// <summary>How much came; 0 when nothing is there yet, and -1 at the end of the connection.</summary>
    public int Receive(Span<byte> buffer)
    {
        nint count;
        fixed (byte* pointer = buffer) count = Libc.Receive(Descriptor, pointer, buffer.Length, Libc.Quietly);
        if (count > 0) return (int)count;
        return count < 0 && Marshal.GetLastPInvokeError() == Libc.EAgain ? 0 : -1;
    }

    /// <summary>The connection broke: it is not made again.</summary>
    public void Abandon()
    {
        IsLost = true;
        Dispose();
    }

    public void Dispose() => _socket.Dispose();
}
