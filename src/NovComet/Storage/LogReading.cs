using NovComet.Channels;

namespace NovComet.Storage;

/// <summary>
/// What one look at a channel's log found, and by what the store knows in a later look how far this one had come. Each store derives its own.
/// </summary>
/// <param name="IsContinuation">
/// Whether <paramref name="Messages"/> follow without a hole on those of the look that was given as known; otherwise they are all that are kept.
/// </param>
/// <param name="From">The last stamp that was trimmed away; <see cref="Stamp.NoFile"/> while nothing was.</param>
/// <param name="Life">The stamp that the channel had before its first message: an earlier cursor is from another life of the channel.</param>
/// <param name="Messages">The messages, in the order of their stamps.</param>
internal abstract record LogReading(bool IsContinuation, Stamp From, Stamp Life, IReadOnlyList<ChannelEvent> Messages);
