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

    /// <summary>
    /// The most subscribers held at one time for one client address, on all transports together, from 1; more are answered with 429.
    /// IPv6 addresses count by their /64 network, which is what one client has. Behind a proxy the address is the proxy's, unless the
    /// application takes the client's from the forwarded headers. By default without limit.
    /// </summary>
    public int? SubscribersPerAddress { get; set; }

    /// <summary>
    /// The most subscribers held at one time for one user who is signed in, on all transports together, from 1; more are answered with 429.
    /// By default without limit.
    /// </summary>
    public int? SubscribersPerUser { get; set; }
}
