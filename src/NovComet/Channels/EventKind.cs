namespace NovComet.Channels;

/// <summary>What subscribers can be told of a channel.</summary>
public enum EventKind
{
    /// <summary>The channel changed, without content. Signals may merge: only the newest counts.</summary>
    Signal,

    /// <summary>A message was published. Messages never merge.</summary>
    Message,

    /// <summary>Messages after the subscriber's cursor may be missing: what is still kept follows.</summary>
    Gap,
}
