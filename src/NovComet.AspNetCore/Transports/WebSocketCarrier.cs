using System.Buffers;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace NovComet.AspNetCore.Transports;

/// <summary>
/// A WebSocket: the framework's own for what comes, for pings and for the goodbye; its stream for our frames, which are encoded already.
/// </summary>
internal sealed class WebSocketCarrier(HttpContext context, WebSocket socket, ExclusiveStream stream, int mostFrameBytes) : IFrameCarrier, IDisposable
{
    private const int LeastBuffer = 4096;

    private byte[] _buffer = [];
    private bool _hasRefused;

    public FrameFormat Format => WebSocketFrames.Instance;

    public bool EndsWhenIdle => false;

    public async ValueTask<ReceivedFrame> ReceiveAsync()
    {
        Release();
        if (_hasRefused) return await DiscardAsync();

        // Nothing is rented for as long as nothing comes.
        ValueWebSocketReceiveResult part = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        int length = 0;
        while (!part.EndOfMessage && part.MessageType == WebSocketMessageType.Text && length <= mostFrameBytes)
        {
            MakeRoom(length);
            part = await socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None);
            length += part.Count;
        }

        return part.MessageType switch
        {
            WebSocketMessageType.Close => ReceivedFrame.Last(FrameEnd.Gone),
            WebSocketMessageType.Binary => Refuse(FrameEnd.NotText),
            _ when length > mostFrameBytes => Refuse(FrameEnd.TooLarge),
            _ => new ReceivedFrame(_buffer.AsMemory(0, length)),
        };
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> frames, CancellationToken cancellationToken)
    {
        // Behind a goodbye there is nothing more.
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) return stream.WriteAsync(frames, cancellationToken);
        throw new IOException("The WebSocket is closed.");
    }

    public async ValueTask CloseAsync(FrameEnd end, CancellationToken cancellationToken)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        WebSocketCloseStatus status = end switch
        {
            FrameEnd.Stopping => WebSocketCloseStatus.EndpointUnavailable,
            FrameEnd.Expired => WebSocketCloseStatus.PolicyViolation,
            FrameEnd.NotText => WebSocketCloseStatus.InvalidMessageType,
            FrameEnd.TooLarge => WebSocketCloseStatus.MessageTooBig,
            FrameEnd.Failed => WebSocketCloseStatus.InternalServerError,
            _ => WebSocketCloseStatus.NormalClosure,
        };
        await socket.CloseOutputAsync(status, Farewell.SentenceOf(end, mostFrameBytes), cancellationToken);
    }

    public void Abort() => context.Abort();

    public void Dispose() => Release();

    private ReceivedFrame Refuse(FrameEnd end)
    {
        _hasRefused = true;
        return ReceivedFrame.Last(end);
    }

    /// <summary>Reads the rest of what was refused, up to the client's goodbye.</summary>
    private async ValueTask<ReceivedFrame> DiscardAsync()
    {
        MakeRoom(0);
        while ((await socket.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None)).MessageType != WebSocketMessageType.Close)
        {
            // It is not kept.
        }

        return ReceivedFrame.Last(FrameEnd.Gone);
    }

    private void MakeRoom(int length)
    {
        if (length < _buffer.Length) return;
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(LeastBuffer, length * 2));
        _buffer.AsSpan(0, length).CopyTo(larger);
        Release();
        _buffer = larger;
    }

    private void Release()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }
}
