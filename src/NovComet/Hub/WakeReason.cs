namespace NovComet.Hub;

/// <summary>Every way in which a wait can end.</summary>
internal enum WakeReason
{
    /// <summary>A channel has another stamp. The poll is answered with it.</summary>
    News,

    /// <summary>The hold ended. The poll is answered "unchanged".</summary>
    HoldEnded,

    /// <summary>The process is stopping. The poll is answered with what is known, a stream ends.</summary>
    Stopping,

    /// <summary>The subscriber went away. There is nobody to answer.</summary>
    Aborted,
}
