using NovComet.Channels;

namespace NovComet.Web.Replay;

/// <summary>One event of a recorded feed.</summary>
/// <param name="At">When, since the start of the recording.</param>
/// <param name="Channel">The channel it belongs to.</param>
/// <param name="Content">What it tells; null where it tells only that the channel changed.</param>
internal sealed record FeedEvent(TimeSpan At, ChannelName Channel, MessageContent? Content);
