using System.Net;
using System.Threading.RateLimiting;
using NovComet.AspNetCore.Authorization;

namespace NovComet.Web.Chat;

/// <summary>How much one person says, and how many names one address takes. Generous to a person, tight for a program.</summary>
internal sealed class ChatLimits : IDisposable
{
    private readonly PartitionedRateLimiter<string> _posts = PartitionedRateLimiter.Create<string, string>(id =>
        RateLimitPartition.GetTokenBucketLimiter(id, _ => Refilled(burst: 20, each: TimeSpan.FromMilliseconds(500))));

    private readonly PartitionedRateLimiter<ClientNetwork> _names = PartitionedRateLimiter.Create<ClientNetwork, ClientNetwork>(network =>
        RateLimitPartition.GetTokenBucketLimiter(network, _ => Refilled(burst: 30, each: TimeSpan.FromSeconds(5))));

    /// <summary>Whether a person may say something now.</summary>
    public bool AllowsPost(string id)
    {
        using RateLimitLease lease = _posts.AttemptAcquire(id);
        return lease.IsAcquired;
    }

    /// <summary>Whether somebody at an address may take a name now.</summary>
    public bool AllowsName(IPAddress? address)
    {
        using RateLimitLease lease = _names.AttemptAcquire(ClientNetwork.Of(address ?? IPAddress.None));
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        _posts.Dispose();
        _names.Dispose();
    }

    private static TokenBucketRateLimiterOptions Refilled(int burst, TimeSpan each) =>
        new() { TokenLimit = burst, TokensPerPeriod = 1, ReplenishmentPeriod = each, QueueLimit = 0 };
}
