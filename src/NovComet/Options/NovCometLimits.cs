namespace NovComet;

/// <summary>The bounds of what the gateway takes on.</summary>
public sealed class NovCometLimits
{
    /// <summary>The most channels that one subscriber can name: 1 to 1,000, by default 64. More are answered with 400.</summary>
    public int ChannelsPerRequest { get; set; } = 64;

    /// <summary>The most bytes that a message's content takes: 1 to 16 MiB, by default 64 KiB. More are answered with 413.</summary>
    public int MessageBytes { get; set; } = 64 * 1024;

    /// <summary>
    /// The most subscribers held at one time, from 1; more are answered with 503. By default what the process's limit
    /// of open descriptors leaves after a reserve of 256, and at most what fits into half of the memory.
    /// </summary>
    public int? Subscribers { get; set; }
}
