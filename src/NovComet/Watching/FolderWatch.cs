using NovComet.Channels;
using NovComet.Storage;

namespace NovComet.Watching;

/// <summary>The operating system's events for the channel directory: one watch for all channels, which names the file.</summary>
internal sealed class FolderWatch : IChangeWatch
{
    private readonly FileSystemWatcher _watcher;
    private readonly IChangeSink _sink;
    private readonly Action _troubled;
    private volatile string? _trouble;

    /// <summary>Starts to watch.</summary>
    /// <param name="directory">The channel directory; it must exist.</param>
    /// <param name="sink">Who is told.</param>
    /// <param name="troubled">Called when <see cref="Trouble"/> arises.</param>
    /// <exception cref="IOException">The system has no watch left, or watches nothing in this folder.</exception>
    public FolderWatch(ChannelDirectory directory, IChangeSink sink, Action troubled)
    {
        _sink = sink;
        _troubled = troubled;

        // FileName is needed too: LastWrite alone misses a file that is renamed over a channel's, and the creation of an empty one.
        _watcher = new FileSystemWatcher(directory.FullPath, ChannelDirectory.FilePattern)
        {
            NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.FileName,
        };
        _watcher.Changed += OnEvent;
        _watcher.Created += OnEvent;
        _watcher.Deleted += OnEvent;
        _watcher.Renamed += OnRenamed;
        _watcher.Error += OnError;
        try
        {
            _watcher.EnableRaisingEvents = true;
        }
        catch
        {
            _watcher.Dispose();
            throw;
        }
    }

    public string? Trouble => _trouble;

    public void Dispose()
    {
        _watcher.Dispose();
        InotifyRelease.WakeReaders();
    }

    private void OnEvent(object sender, FileSystemEventArgs e) => Tell(e.Name);

    private void OnRenamed(object sender, RenamedEventArgs e)
    {
        Tell(e.OldName);
        Tell(e.Name);
    }

    private void Tell(string? fileName)
    {
        if (ChannelDirectory.TryGetChannel(fileName, out ChannelName channel)) _sink.MayHaveChanged(channel);
    }

    // After an overflow the watcher stays silent for ever, though it says that it raises events: it has to be replaced.
    private void OnError(object sender, ErrorEventArgs e)
    {
        _trouble = e.GetException() is InternalBufferOverflowException
            ? "more files changed at once than the watch could report"
            : $"the watch broke: {e.GetException().Message}";
        _troubled();
    }
}
