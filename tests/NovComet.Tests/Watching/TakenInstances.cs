using NovComet.Testing;

namespace NovComet.Tests.Watching;

/// <summary>All inotify instances that the user has left.</summary>
internal sealed class TakenInstances : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<FileSystemWatcher> _watchers = [];

    /// <summary>Takes what is left now: watchers that were stopped a moment ago, and other processes, may still free some.</summary>
    public void TakeAll()
    {
        try
        {
            while (true) _watchers.Add(new FileSystemWatcher(_directory.Path) { EnableRaisingEvents = true });
        }
        catch (IOException)
        {
            // That was the last one.
        }
    }

    public void Dispose()
    {
        foreach (FileSystemWatcher watcher in _watchers) watcher.Dispose();
        _watchers.Clear();
        _directory.Dispose();
    }
}
