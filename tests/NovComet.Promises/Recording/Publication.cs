using NovComet.Channels;

namespace NovComet.Promises.Recording;

/// <summary>One message that somebody published, or tried to. Until it is acknowledged or refused it is in doubt: it may be there or not.</summary>
internal sealed class Publication(string channel, string writer, long serial, TimeSpan begun)
{
    public string Channel => channel;

    public Content Content { get; } = new(writer, serial);

    public TimeSpan Begun => begun;

    public TimeSpan? Ended { get; private set; }

    /// <summary>What it was acknowledged with.</summary>
    public Stamp? Stamp { get; private set; }

    /// <summary>What it was refused with.</summary>
    public string? Refusal { get; private set; }

    public bool IsInDoubt => Stamp is null && Refusal is null;

    public void Acknowledge(Stamp stamp, TimeSpan at) => (Stamp, Ended) = (stamp, at);

    public void Refuse(string reason, TimeSpan at) => (Refusal, Ended) = (reason, at);

    public override string ToString() => $"{Content} on '{Channel}'";
}
