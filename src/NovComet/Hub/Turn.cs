using NovComet.Channels;

namespace NovComet.Hub;

/// <summary>What one turn of the loop ended with.</summary>
/// <param name="Reason">Why it ended; <see cref="WakeReason.News"/> wherever there are changes.</param>
/// <param name="Changes">The changed channels.</param>
internal readonly record struct Turn(WakeReason Reason, IReadOnlyList<ChannelEvent> Changes)
{
    public static Turn Without(WakeReason reason) => new(reason, []);
}
