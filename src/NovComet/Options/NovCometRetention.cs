namespace NovComet;

/// <summary>How many messages of a channel are kept for those who come later: what is beyond any of these bounds goes.</summary>
public sealed class NovCometRetention
{
    /// <summary>How many messages of a channel are kept: 1 to 100,000, by default 100.</summary>
    public int Messages { get; set; } = 100;

    /// <summary>How long a message is kept: 1 second to 10 years, by default 1 hour. Looked at when a channel is published to or first subscribed to.</summary>
    public TimeSpan Age { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How many bytes of content of a channel are kept: 1 KiB to 1 GiB, by default 1 MiB.</summary>
    public int Bytes { get; set; } = 1024 * 1024;
}
