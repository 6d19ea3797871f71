namespace NovComet.Channels;

/// <summary>A channel, and where a subscriber stands on it.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Position">Where the subscriber stands.</param>
public readonly record struct ChannelPosition(ChannelName Channel, Position Position);
