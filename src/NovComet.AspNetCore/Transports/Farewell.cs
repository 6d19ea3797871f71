namespace NovComet.AspNetCore.Transports;

/// <summary>What a session is told when it ends.</summary>
internal static class Farewell
{
    /// <summary>The sentence; null where the client knows, or was told already.</summary>
    public static string? SentenceOf(FrameEnd end, int mostFrameBytes) => end switch
    {
        FrameEnd.Expired => "The right to a channel has expired: connect again with a new sign-in.",
        FrameEnd.Idle => "Nothing is subscribed and nothing was sent for a while: connect again when there is something.",
        FrameEnd.NotText => "Send text frames.",
        FrameEnd.TooLarge => $"The frame is too large: send at most {mostFrameBytes} bytes.",
        FrameEnd.Failed => "The gateway failed: its log has the reason.",
        _ => null,
    };
}
