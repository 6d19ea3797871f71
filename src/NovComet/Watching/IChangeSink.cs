using NovComet.Channels;

namespace NovComet.Watching;

/// <summary>Who is told that channels may have changed. Being told too often is harmless; both methods are cheap and never throw.</summary>
internal interface IChangeSink
{
    /// <summary>A channel may have changed: its stamp is to be read again. Never waits, so that a watch doesn't.</summary>
    void MayHaveChanged(ChannelName channel);

    /// <summary>Looks at every channel that has subscribers.</summary>
    ValueTask LookAtAllAsync(CancellationToken cancellationToken);
}
