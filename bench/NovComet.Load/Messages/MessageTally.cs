namespace NovComet.Load.Messages;

/// <summary>What arrived, by kind. All but the first two are faults of the server, or broken connections.</summary>
internal sealed record MessageTally
{
    public long Deliveries { get; set; }

    /// <summary>How often something was read: an answer, or what had come of a stream.</summary>
    public long Reads { get; set; }

    /// <summary>Messages of which a later one came first.</summary>
    public long Missing { get; set; }

    /// <summary>Said by the server: retained messages no longer reached back to where the subscriber was.</summary>
    public long Gaps { get; set; }

    /// <summary>Messages that came late or twice, that nobody published, or that were not whole; and errors.</summary>
    public long Wrong { get; set; }

    /// <summary>Connections that ended; they are not made again.</summary>
    public long Lost { get; set; }

    public MessageTally Since(MessageTally earlier) => new()
    {
        Deliveries = Deliveries - earlier.Deliveries,
        Reads = Reads - earlier.Reads,
        Missing = Missing - earlier.Missing,
        Gaps = Gaps - earlier.Gaps,
        Wrong = Wrong - earlier.Wrong,
        Lost = Lost - earlier.Lost,
    };
}
