using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;
using NovComet.Storage;

namespace NovComet.Watching;

/// <summary>The change tokens of a file provider. They do not say which file changed, so each one asks for a look at all channels.</summary>
internal sealed class TokenWatch : IChangeWatch
{
    private readonly PhysicalFileProvider _provider;
    private readonly IDisposable _registration;
    private volatile string? _trouble;

    /// <summary>Starts to watch.</summary>
    /// <param name="directory">The channel directory; it must exist.</param>
    /// <param name="changed">Asks for a look at all channels.</param>
    /// <exception cref="IOException">The system has no watch left.</exception>
    public TokenWatch(ChannelDirectory directory, Action changed)
    {
        _provider = new PhysicalFileProvider(directory.FullPath);
        try
        {
            // A token fires once. While one that never fires is alive, the provider's watcher is not stopped between two
            // others, and loses nothing there.
            _provider.Watch("never-written").RegisterChangeCallback(
                _ =>
                {
                    // It fires with all others when the provider's watcher breaks.
                    _trouble = "the file provider lost changes";
                    changed();
                },
                null);
            _registration = ChangeToken.OnChange(() => _provider.Watch(ChannelDirectory.FilePattern), changed);
        }
        catch
        {
            _provider.Dispose();
            throw;
        }
    }

    public string? Trouble => _trouble;

    public void Dispose()
    {
        _registration.Dispose();
        _provider.Dispose();
        InotifyRelease.WakeReaders();
    }
}
