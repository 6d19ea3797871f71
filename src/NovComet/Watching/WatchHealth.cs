namespace NovComet.Watching;

/// <summary>Whether changes by other processes are noticed at once, and if not, why.</summary>
/// <param name="IsWatching">Whether there is a watch.</param>
/// <param name="Trouble">Why there is none though one is wanted, and what to do; null where all is as the settings ask.</param>
internal sealed record WatchHealth(bool IsWatching, string? Trouble)
{
    public static WatchHealth Starting { get; } = Down("The watch has not been started yet.");

    public static WatchHealth SweepOnly { get; } = new(IsWatching: false, Trouble: null);

    public static WatchHealth Well { get; } = new(IsWatching: true, Trouble: null);

    public static WatchHealth Down(string trouble) => new(IsWatching: false, trouble);
}
