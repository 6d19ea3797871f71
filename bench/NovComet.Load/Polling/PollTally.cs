namespace NovComet.Load.Polling;

/// <summary>What arrived, by kind. Everything but the first three is a fault of the server or a broken connection.</summary>
internal sealed record PollTally
{
    /// <summary>Answers that brought a stamp the subscriber did not have.</summary>
    public long Changed { get; set; }

    /// <summary>Answers of the unchanged kind, at the end of a hold.</summary>
    public long HoldEnds { get; set; }

    /// <summary>Woken with the stamp it had: allowed, but not for nothing.</summary>
    public long Repeated { get; set; }

    /// <summary>Another channel's answer, a stamp that the file does not have, or a status other than 200.</summary>
    public long Wrong { get; set; }

    /// <summary>Connections that ended; they are not made again.</summary>
    public long Lost { get; set; }

    public PollTally Since(PollTally earlier) => new()
    {
        Changed = Changed - earlier.Changed,
        HoldEnds = HoldEnds - earlier.HoldEnds,
        Repeated = Repeated - earlier.Repeated,
        Wrong = Wrong - earlier.Wrong,
        Lost = Lost - earlier.Lost,
    };
}
