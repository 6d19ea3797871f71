using NovComet.Channels;

namespace NovComet;

/// <summary>What was published through this process: what <see cref="NovCometOptions.OnPublished"/> is told.</summary>
public readonly struct PublishedArguments
{
    internal PublishedArguments(string channel, Stamp stamp, ReadOnlyMemory<byte> json)
    {
        Channel = channel;
        Stamp = stamp;
        Json = json;
    }

    /// <summary>The channel's name.</summary>
    public string Channel { get; }

    /// <summary>The stamp that the channel got.</summary>
    public Stamp Stamp { get; }

    /// <summary>The message's content, as UTF-8; empty for a signal.</summary>
    public ReadOnlyMemory<byte> Json { get; }
}
