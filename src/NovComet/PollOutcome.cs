namespace NovComet;

/// <summary>How a poll ended.</summary>
public enum PollOutcome
{
    /// <summary>Channels changed.</summary>
    Changed,

    /// <summary>Nothing changed for as long as a poll is held.</summary>
    HoldEnded,

    /// <summary>The application is stopping; nothing had changed so far.</summary>
    Stopping,
}
