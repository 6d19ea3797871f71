namespace NovComet.AspNetCore.Transports;

/// <summary>Every way in which a session of frames ends.</summary>
internal enum FrameEnd
{
    /// <summary>The client said goodbye, or vanished, or broke the protocol of its carrier.</summary>
    Gone,

    /// <summary>The process is stopping: the client was told when to connect again.</summary>
    Stopping,

    /// <summary>The right to a channel has expired: the client comes back with a new one.</summary>
    Expired,

    /// <summary>Nothing is subscribed, and nothing came for a while. Only where the carrier asks for that.</summary>
    Idle,

    /// <summary>The client sent bytes where frames are text.</summary>
    NotText,

    /// <summary>The client sent a frame that is too large.</summary>
    TooLarge,

    /// <summary>Something failed that should not: the log has it.</summary>
    Failed,
}
