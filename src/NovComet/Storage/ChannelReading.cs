using NovComet.Channels;

namespace NovComet.Storage;

/// <summary>What one look at a channel found.</summary>
/// <param name="Stamp">The stamp to issue to subscribers.</param>
/// <param name="IsSettled">
/// Whether any later change is certain to get another time. Where not, <paramref name="Stamp"/> is provisional, and the
/// channel must be looked at again after <see cref="IChannelStore.SettleTime"/>.
/// </param>
/// <param name="Log">
/// The retained messages; null where the channel has none and never had. The very object that the look was given as known says that nothing was added.
/// </param>
internal readonly record struct ChannelReading(Stamp Stamp, bool IsSettled, LogReading? Log = null);
