namespace NovComet.Hub;

/// <summary>What one turn of the loop ended with.</summary>
/// <param name="Reason">Why it ended; <see cref="WakeReason.News"/> wherever there are news.</param>
/// <param name="News">The news, at most one of a channel.</param>
internal readonly record struct Turn(WakeReason Reason, IReadOnlyList<ChannelNews> News)
{
    public static Turn Without(WakeReason reason) => new(reason, []);
}
