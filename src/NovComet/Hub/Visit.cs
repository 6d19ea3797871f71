using NovComet.Channels;

namespace NovComet.Hub;

/// <summary>One subscriber of somebody, from its first to its last moment.</summary>
internal sealed class Visit(Presence presence, Visitor visitor) : IDisposable
{
    public void Begin() => presence.Enter(visitor);

    public void Join(ChannelName channel)
    {
        if (visitor.UserId is { } user) presence.TakeSeat(channel, user);
    }

    public void Leave(ChannelName channel)
    {
        if (visitor.UserId is { } user) presence.LeaveSeat(channel, user);
    }

    public void Dispose() => presence.Exit(visitor);
}
