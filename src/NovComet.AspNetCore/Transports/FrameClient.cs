using NovComet.AspNetCore.Authorization;
using NovComet.Channels;
using NovComet.Hub;

namespace NovComet.AspNetCore.Transports;

/// <summary>Who is behind a session of frames.</summary>
/// <param name="caller">By whose rights it asks.</param>
/// <param name="subscriber">Its place in the loop.</param>
/// <param name="names">The channels that it begins with, as it calls them.</param>
internal sealed class FrameClient(Caller caller, Subscriber subscriber, IEnumerable<ChannelName> names) : IDisposable
{
    public Caller Caller => caller;

    public Subscriber Subscriber => subscriber;

    /// <summary>The channels that it has or is about to have, as it calls them.</summary>
    public HashSet<ChannelName> Names { get; set; } = [.. names];

    public void Dispose() => subscriber.Dispose();
}
