using System.Net;
using System.Net.Sockets;

namespace NovComet.Client.Tests.Hosting;

/// <summary>Passes bytes on to a gateway, until it is told to cut: then all its connections break off, in the middle of whatever they carry.</summary>
internal sealed class CuttableProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lock _lock = new();
    private readonly HashSet<Socket> _sockets = [];
    private readonly Task _accepting;

    public CuttableProxy(int target)
    {
        Target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The gateway's port: new connections go there.</summary>
    public int Target { get; set; }

    /// <summary>How many connections there have been.</summary>
    public int Connections
    {
        get
        {
            lock (_lock) return field;
        }
        private set;
    }

    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/comet");

    /// <returns>How many connections there have been so far: each of them is gone.</returns>
    public int Cut()
    {
        lock (_lock)
        {
            foreach (Socket socket in _sockets)
            {
                socket.LingerState = new LingerOption(true, 0);
                socket.Dispose();
            }

            _sockets.Clear();
            return Connections;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        Cut();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptSocketAsync();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                return;
            }

            lock (_lock)
            {
                Connections++;
                _sockets.Add(client);
            }

            _ = PassAsync(client);
        }
    }

    private async Task PassAsync(Socket client)
    {
        using Socket server = new(SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, Target);
                await Task.WhenAny(CopyAsync(client, server), CopyAsync(server, client));
            }
            catch (SocketException)
            {
                // The gateway is not there: the client sees a connection that is closed.
            }

            lock (_lock) _sockets.Remove(client);
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        byte[] buffer = new byte[4096];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var length) await to.SendAsync(buffer.AsMemory(0, length));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }
}
