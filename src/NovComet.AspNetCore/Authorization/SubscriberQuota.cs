using System.Security.Claims;
using Microsoft.Extensions.Options;

namespace NovComet.AspNetCore.Authorization;

/// <summary>
/// How many subscribers one address and one user hold, on all transports together. Each takes a <see cref="SubscriberLease"/> before it is
/// held, and gives it back by disposing it.
/// </summary>
internal sealed class SubscriberQuota(IOptions<NovCometOptions> options, IOptions<NovCometAuthorizationOptions> authorization)
{
    private readonly int? _perAddress = options.Value.Limits.SubscribersPerAddress;
    private readonly int? _perUser = options.Value.Limits.SubscribersPerUser;
    private readonly Func<ClaimsPrincipal, string?> _userId = authorization.Value.UserId;
    private readonly LimitedCounter<ClientNetwork> _addresses = new();
    private readonly LimitedCounter<string> _users = new();

    /// <summary>Takes a place for a subscriber.</summary>
    /// <returns>The place, or why there is none.</returns>
    public SubscriberLease Take(Caller caller)
    {
        IDisposable? ofAddress = null;
        if (_perAddress is { } perAddress && caller.Address is { } address && (ofAddress = _addresses.TryTake(ClientNetwork.Of(address), perAddress)) is null)
            return SubscriberLease.Refused($"Your address holds {perAddress} subscribers, as many as it may (NovComet:Limits:SubscribersPerAddress): close one, or name several channels in one request.");

        IDisposable? ofUser = null;
        if (_perUser is { } perUser && caller.IdBy(_userId) is { } user && (ofUser = _users.TryTake(user, perUser)) is null)
        {
            ofAddress?.Dispose();
            return SubscriberLease.Refused($"You hold {perUser} subscribers, as many as one user may (NovComet:Limits:SubscribersPerUser): close one, or name several channels in one request.");
        }

        return SubscriberLease.Granted(ofAddress, ofUser);
    }
}
