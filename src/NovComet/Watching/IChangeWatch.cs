namespace NovComet.Watching;

/// <summary>
/// A way to learn at once that a file of the channel directory changed. It is a hint only: it may miss changes, and then
/// the sweep finds them.
/// </summary>
internal interface IChangeWatch : IDisposable
{
    /// <summary>Why the watch may have gone deaf; null while it is not known to be.</summary>
    string? Trouble { get; }
}
