namespace NovComet.Promises.Recording;

internal enum SightingKind
{
    Message,
    Signal,
    Gap,

    /// <summary>Where the gateway says that the subscriber stands: at the start, and as heartbeat.</summary>
    Cursor,
}
