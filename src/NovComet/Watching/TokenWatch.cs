using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;
using NovComet.Storage;

namespace NovComet.Watching;

/// <summary>The change tokens of a file provider. They do not say which file changed, so each one asks for a look at all channels.</summary>
internal sealed class TokenWatch : IChangeWatch
{
    private readonly PhysicalFileProvider _provider;
    private readonly IDisposable _registration;

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
            _provider.Watch("never-written");
            _registration = ChangeToken.OnChange(() => _provider.Watch(ChannelDirectory.FilePattern), changed);
        }
        catch
        {
            _provider.Dispose();
            throw;
        }
    }

    public string? Trouble => null;

    public void Dispose()
    {
        _registration.Dispose();
        _provider.Dispose();
        InotifyRelease.WakeReaders();
    }
}
