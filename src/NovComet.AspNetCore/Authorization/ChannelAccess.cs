using Microsoft.AspNetCore.Http;
using NovComet.Channels;
using NovComet.Hub;

namespace NovComet.AspNetCore.Authorization;

/// <summary>Who may subscribe to which channel, and publish to it. Every way in asks here, and a replay is asked for like what comes.</summary>
#pragma warning disable CA1822 // Policies come next.
internal sealed class ChannelAccess
{
    private const string Reserved = "Channel names that start with @ are the gateway's own: use a name that starts otherwise.";

    /// <summary>Finds the channels behind the names that a subscriber wrote, and judges whether it may have them all.</summary>
    public ValueTask<SubscribeAccess> ForSubscribingAsync(HttpContext context, Cursor asked)
    {
        foreach (ChannelPosition position in asked)
        {
            if (position.Channel.IsReserved) return new(SubscribeAccess.Refused(StatusCodes.Status403Forbidden, Reserved));
        }

        return new(SubscribeAccess.Granted(Subscription.Of(asked)));
    }

    /// <summary>Judges whether a publisher may publish to a channel.</summary>
    /// <returns>Why not; null where it may.</returns>
    public ValueTask<AccessRefusal?> ForPublishingAsync(HttpContext context, ChannelName channel) =>
        new(channel.IsReserved ? new AccessRefusal(StatusCodes.Status403Forbidden, Reserved) : null);
}
