namespace NovComet;

/// <summary>What <see cref="NovCometOptions.TimestampCheck"/> is asked.</summary>
public readonly struct TimestampCheckArguments
{
    internal TimestampCheckArguments(string channel, CancellationToken cancellationToken)
    {
        Channel = channel;
        CancellationToken = cancellationToken;
    }

    /// <summary>The channel's name.</summary>
    public string Channel { get; }

    /// <summary>Ends when nobody waits for the answer any more: after one <see cref="NovCometOptions.Sleep"/>, but not before a second.</summary>
    public CancellationToken CancellationToken { get; }
}
