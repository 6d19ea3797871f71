using NovComet.Channels;

namespace NovComet.Promises.Recording;

/// <summary>One thing that a subscriber was told.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Channel">Of which channel.</param>
/// <param name="Stamp">The stamp that came with it.</param>
/// <param name="Content">A message's content.</param>
internal readonly record struct Sighting(TimeSpan At, SightingKind Kind, string Channel, Stamp Stamp, Content Content = default);
