using NovComet.AspNetCore.Authorization;
using NovComet.Hub;

namespace NovComet.AspNetCore.Transports;

/// <summary>Opens the loop for somebody who was granted channels: as long as that right lasts.</summary>
internal static class SubscriberOpening
{
    /// <exception cref="SubscriberLimitException">As many are held as may be.</exception>
    public static Subscriber Open(this Comet comet, SubscribeAccess access, Lifetime lifetime, TaskCreationOptions continuations)
    {
        Subscriber subscriber = comet.Open(access.Subscriptions ?? [], lifetime, continuations, access.UserId);
        if (access.Expires is { } end) subscriber.ExpireAt(end);
        return subscriber;
    }
}
