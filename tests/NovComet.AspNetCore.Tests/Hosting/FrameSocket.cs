using System.Net.WebSockets;
using System.Text;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Hosting;

/// <summary>A WebSocket to a server, frame by frame.</summary>
internal sealed class FrameSocket : IDisposable
{
    private readonly byte[] _buffer = new byte[1 << 20];

    private FrameSocket(ClientWebSocket socket) => Socket = socket;

    public ClientWebSocket Socket { get; }

    public static async Task<FrameSocket> OpenAsync(CometServer server, string query = "", Action<ClientWebSocketOptions>? options = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("novcomet.v1");
        options?.Invoke(socket.Options);
        using var client = new HttpMessageInvoker(new SocketsHttpHandler { EnableMultipleHttp2Connections = true });
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{server.Port}/comet{query}"), socket.Options.HttpVersion.Major == 2 ? client : null, CancellationToken.None).WaitAsync(TestSettings.Patience);
        return new FrameSocket(socket);
    }

    public Task SendAsync(string frame) => Socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>The next frame; null where the server said goodbye.</summary>
    public async Task<string?> NextAsync()
    {
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part = await Socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None).AsTask().Within("a frame");
            if (part.MessageType == WebSocketMessageType.Close) return null;
            length += part.Count;
            if (part.EndOfMessage) return Encoding.UTF8.GetString(_buffer, 0, length);
        }
    }

    /// <summary>Reads up to the server's goodbye, and answers it.</summary>
    public async Task<WebSocketCloseStatus?> EndAsync()
    {
        while (await NextAsync() is not null)
        {
            // What came before the goodbye.
        }

        await Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        return Socket.CloseStatus;
    }

    public void Dispose() => Socket.Dispose();
}
