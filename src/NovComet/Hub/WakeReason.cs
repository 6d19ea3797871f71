namespace NovComet.Hub;

/// <summary>Every way in which a wait can end.</summary>
internal enum WakeReason
{
    /// <summary>A channel has another stamp. The poll is answered with it, a stream writes it and waits on.</summary>
    News,

    /// <summary>The hold ended. The poll is answered "unchanged".</summary>
    HoldEnded,

    /// <summary>A stream had nothing to tell for a while: it writes its cursor and waits on.</summary>
    Heartbeat,

    /// <summary>A stream has the other channels that it asked for: it writes its cursor and waits on.</summary>
    Resubscribed,

    /// <summary>The right to the channels has expired. A stream is closed; its client comes back with a new one.</summary>
    Expired,

    /// <summary>The process is stopping. The poll is answered with what is known, a stream ends with a hint when to reconnect.</summary>
    Stopping,

    /// <summary>The subscriber went away. There is nobody to answer.</summary>
    Aborted,
}
