using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using NovComet.Channels;
using NovComet.Hub;

namespace NovComet.AspNetCore.Authorization;

/// <summary>Who may subscribe to which channel, and publish to it. Every way in asks here, and a replay is asked for like what comes.</summary>
internal sealed class ChannelAccess(IOptions<NovCometAuthorizationOptions> options, ChannelPolicies policies, TimeProvider time)
{
    private readonly NovCometAuthorizationOptions _options = options.Value;

    private static AccessRefusal Expired => new(StatusCodes.Status401Unauthorized, "Your sign-in has expired: sign in again.");

    /// <summary>Finds the channels behind the names that a subscriber wrote, and judges whether it may have them all.</summary>
    public ValueTask<SubscribeAccess> ForSubscribingAsync(Caller caller, Cursor asked)
    {
        DateTimeOffset? expires = caller.Expires;
        if (expires <= time.GetUtcNow()) return new(SubscribeAccess.Refused(Expired));

        return _options.SubscribePolicy is null && !HasReserved(asked)
            ? new(SubscribeAccess.Granted(Subscription.Of(asked), caller.IdBy(_options.UserId), expires))
            : JudgeAsync(caller, asked, expires);
    }

    /// <summary>Judges whether a publisher may publish to a channel.</summary>
    /// <returns>Why not; null where it may.</returns>
    public async ValueTask<AccessRefusal?> ForPublishingAsync(Caller caller, ChannelName channel)
    {
        // Of a connection that lasts, the sign-in may have ended since.
        if (caller.Expires <= time.GetUtcNow()) return Expired;
        if (channel.IsReserved && ReservedNames.RefusePublishing(channel) is { } refusal) return refusal;
        if (_options.PublishPolicy is { } policy)
            return await policies.AllowAsync(caller, policy, new CometChannel(channel, CometAction.Publish)) ? null : Refuse(caller, $"publish to '{channel}'");
        return channel.IsReserved
            ? new AccessRefusal(StatusCodes.Status403Forbidden, $"'{channel}' is closed to publishers from outside: let a publish policy open it, or use a name that does not start with @.")
            : null;
    }

    private async ValueTask<SubscribeAccess> JudgeAsync(Caller caller, Cursor asked, DateTimeOffset? expires)
    {
        Subscription[] subscriptions = Subscription.Of(asked);
        string? userId = caller.IdBy(_options.UserId);
        for (int i = 0; i < subscriptions.Length; i++)
        {
            ChannelName name = subscriptions[i].Name;
            ChannelName channel = name;
            if (name.IsReserved && ReservedNames.Resolve(name, caller, userId, out channel) is { } refusal) return SubscribeAccess.Refused(refusal);
            if (_options.SubscribePolicy is { } policy && !await policies.AllowAsync(caller, policy, new CometChannel(channel, CometAction.Subscribe)))
                return SubscribeAccess.Refused(Refuse(caller, $"subscribe to '{name}'"));
            subscriptions[i] = subscriptions[i] with { Channel = channel };
        }

        return SubscribeAccess.Granted(subscriptions, userId, expires);
    }

    private static bool HasReserved(Cursor asked)
    {
        foreach (ChannelPosition position in asked.AsSpan())
        {
            if (position.Channel.IsReserved) return true;
        }

        return false;
    }

    private static AccessRefusal Refuse(Caller caller, string what) => caller.IsSignedIn
        ? new AccessRefusal(StatusCodes.Status403Forbidden, $"You may not {what}: ask with a sign-in or a key that may.")
        : new AccessRefusal(StatusCodes.Status401Unauthorized, $"Nobody may {what} without a sign-in or a key that may: sign in first.");
}
