using System.Buffers;
using System.Net.WebSockets;

namespace NovComet.Promises.Clients;

/// <summary>A WebSocket, subscribed by its URL.</summary>
internal sealed class WebSocketing(string? token = null) : ITransport
{
    public string Name => "websocket";

    public async Task FollowAsync(Uri gateway, Listener listener, CancellationToken cut)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("novcomet.v1");
        if (token is not null) socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(new UriBuilder(gateway) { Scheme = "ws", Path = "/comet", Query = listener.Query }.Uri, cut);
        }
        finally
        {
            if (socket.HttpStatusCode != 0) listener.Answered((int)socket.HttpStatusCode);
        }

        var frame = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            ValueWebSocketReceiveResult received = await socket.ReceiveAsync(frame.GetMemory(4096), cut);
            if (received.MessageType == WebSocketMessageType.Close) return;
            frame.Advance(received.Count);
            if (!received.EndOfMessage) continue;
            StreamFrame.Tell(listener, frame.WrittenMemory);
            frame.ResetWrittenCount();
        }
    }
}
