namespace NovComet.AspNetCore.Transports;

/// <summary>What carries frames between a client and its session: a WebSocket, or lines of a TCP connection.</summary>
internal interface IFrameCarrier
{
    /// <summary>How frames are written.</summary>
    FrameFormat Format { get; }

    /// <summary>Whether a client that subscribes to nothing and says nothing is sent away.</summary>
    bool EndsWhenIdle { get; }

    /// <summary>Waits for the client's next frame. Called by one caller at a time.</summary>
    ValueTask<ReceivedFrame> ReceiveAsync();

    /// <summary>Writes whole frames; others, from other threads, come before or after all of them. Ends once the client has room for more.</summary>
    /// <exception cref="IOException">The client is gone.</exception>
    ValueTask WriteAsync(ReadOnlyMemory<byte> frames, CancellationToken cancellationToken);

    /// <summary>Says goodbye, in the carrier's way. The client may answer, until <see cref="ReceiveAsync"/> says that it has gone.</summary>
    ValueTask CloseAsync(FrameEnd end, CancellationToken cancellationToken);

    /// <summary>Ends the connection at once: what waits for the client goes on, and finds it gone.</summary>
    void Abort();
}
