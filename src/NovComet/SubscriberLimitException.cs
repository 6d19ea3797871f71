namespace NovComet;

/// <summary>The gateway holds as many subscribers as it may: <see cref="NovCometLimits.Subscribers"/>.</summary>
public sealed class SubscriberLimitException : InvalidOperationException
{
    internal SubscriberLimitException(int limit)
        : base($"The gateway holds {limit} subscribers, as many as it may: try again later, or raise NovComet:Limits:Subscribers and the limit of open descriptors.") => Limit = limit;

    /// <summary>How many subscribers may be held at one time.</summary>
    public int Limit { get; }
}
