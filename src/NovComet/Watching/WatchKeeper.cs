using Microsoft.Extensions.Logging;
using NovComet.Storage;

namespace NovComet.Watching;

/// <summary>
/// Keeps a watch on the channel directory: makes it, notices when it went deaf, makes it anew.
/// <see cref="Mend"/> is called by one caller at a time.
/// </summary>
internal sealed partial class WatchKeeper(ChannelDirectory directory, Func<IChangeWatch?> makeWatch, ILogger<WatchKeeper> logger) : IDisposable
{
    private volatile IChangeWatch? _watch;
    private DirectoryIdentity? _watched;
    private volatile WatchHealth _health = WatchHealth.Starting;

    /// <summary>Whether there is a watch that works, as far as anybody knows. Safe to ask from any thread.</summary>
    public WatchHealth Health => _watch?.Trouble is { } trouble ? WatchHealth.Down($"The watch is about to be made anew: {trouble}.") : _health;

    /// <summary>Checks the watch, and makes it anew where it may be deaf. A look at all channels has to follow.</summary>
    public void Mend()
    {
        try
        {
            directory.Ensure();
        }
        catch (IOException error)
        {
            Replace(null);
            Report(WatchHealth.Down(error.Message));
            return;
        }

        // A watch on a folder that was removed stays silent, also when one of the same name is made.
        DirectoryIdentity? now = DirectoryIdentity.Of(directory.FullPath);
        if (_health.Trouble is null && _watch?.Trouble is null && now == _watched) return;
        if (_health.Trouble is null) LogMending(_watch?.Trouble ?? "the channel directory was replaced");
        Rebuild();
        _watched = now;
    }

    public void Dispose() => Replace(null);

    private void Rebuild()
    {
        Replace(null);
        try
        {
            Replace(makeWatch());
            Report(_watch is null ? WatchHealth.SweepOnly : WatchHealth.Well);
        }
#pragma warning disable CA1031 // Whatever a platform's watch fails with, the sweep does without it, and must not fail too.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Report(WatchHealth.Down($"{error.Message} Changes by other processes are found by the sweep; 'doctor' shows the limits of this system."));
        }
    }

    private void Replace(IChangeWatch? next)
    {
        _watch?.Dispose();
        _watch = next;
    }

    private void Report(WatchHealth health)
    {
        if (health == _health) return;
        _health = health;
        if (health.Trouble is not null) LogDown(health.Trouble);
        else if (health.IsWatching) LogUp(directory.FullPath);
        else LogSweepOnly(directory.FullPath);
    }

    [LoggerMessage(10, LogLevel.Information, "Watching {Directory}")]
    private partial void LogUp(string directory);

    [LoggerMessage(11, LogLevel.Warning, "Not watching the channel directory: {Reason}")]
    private partial void LogDown(string reason);

    [LoggerMessage(12, LogLevel.Warning, "The watch is made anew: {Reason}")]
    private partial void LogMending(string reason);

    [LoggerMessage(14, LogLevel.Information, "Changes in {Directory} by other processes are found by the sweep alone")]
    private partial void LogSweepOnly(string directory);
}
