using NovComet.Channels;

namespace NovComet.Promises.Recording;

/// <summary>What was retained of a channel when all was over.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="From">The last stamp that was trimmed away.</param>
/// <param name="Messages">The messages by stamp.</param>
internal sealed record FinalLog(string Channel, Stamp From, IReadOnlyDictionary<Stamp, Content> Messages);
