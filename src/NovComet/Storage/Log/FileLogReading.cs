using NovComet.Channels;

namespace NovComet.Storage.Log;

/// <summary>What a look at a channel's file found.</summary>
/// <param name="IsContinuation">Whether the messages follow on those of the look before.</param>
/// <param name="Place">How far it came.</param>
/// <param name="Stamp">The stamp that the channel has.</param>
/// <param name="IsCertain">Whether the stamp is what it will be for all: nobody was in the middle of an append.</param>
/// <param name="Messages">The messages.</param>
/// <param name="From">The last stamp before the messages that are kept.</param>
internal sealed record FileLogReading(
    bool IsContinuation, LogPlace Place, Stamp Stamp, bool IsCertain, IReadOnlyList<ChannelEvent> Messages, Stamp From)
    : LogReading(IsContinuation, From, Place.Life, Messages)
{
    /// <summary>Whether the channel's last change was a message.</summary>
    public bool EndsInMessage => IsCertain && Stamp == Place.Last;

    /// <summary>Whether a file is as this look left it.</summary>
    public bool IsAsLeft(FileStatus status) => IsCertain && Place.IsAsLeft(status);
}
