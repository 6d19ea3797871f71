using NovComet.Channels;

namespace NovComet.Storage.Log;

/// <summary>Removes the files of channels that nobody has published to for long, and that nobody subscribes to.</summary>
internal sealed class IdleChannels(LogFolder folder, TimeSpan age) : IDisposable
{
    // What a process that died left behind in the middle of a step; the steps take milliseconds.
    private static readonly TimeSpan s_leftoverAge = TimeSpan.FromHours(1);

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    // One process at a time, so that what is set aside belongs to this one, or to nobody any more.
    private readonly ChannelLock _turn = folder.Locks.Another("lock-idle");

    private string SetAside => Path.Combine(folder.Directory.OwnFolder, "idle");

    /// <summary>Looks through the folder once.</summary>
    /// <param name="hasSubscribers">Whether a channel is needed. Asked again when it is about to go.</param>
    /// <param name="cancellationToken">Stops between two channels.</param>
    /// <returns>How many channels were removed.</returns>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public int Remove(Func<ChannelName, bool> hasSubscribers, CancellationToken cancellationToken)
    {
        if (!_turn.TryTake(TimeSpan.Zero)) return 0;
        try
        {
            RemoveLeftovers();
            int removed = 0;
            foreach (string path in Directory.EnumerateFiles(folder.Directory.FullPath, ChannelDirectory.FilePattern))
            {
                if (cancellationToken.IsCancellationRequested) break;
                string fileName = Path.GetFileName(path);
                if (!ChannelDirectory.TryGetChannel(fileName, out ChannelName channel) || !IsIdle(folder.Times.Look(fileName))) continue;
                if (!hasSubscribers(channel) && TryRemove(channel, fileName, hasSubscribers)) removed++;
            }

            return removed;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private bool IsIdle(FileStatus status) => status.Kind == FileKind.Regular && folder.Now.ToTime() - status.Stamp.ToTime() >= age;

    private bool TryRemove(ChannelName channel, string fileName, Func<ChannelName, bool> hasSubscribers)
    {
        ChannelLock held = folder.Locks.For(channel);
        if (!held.TryTake(s_patience)) return false;
        try
        {
            FileStatus status = folder.Times.Look(fileName);
            return IsIdle(status) && !hasSubscribers(channel) && TryTakeAway(Path.Combine(folder.Directory.FullPath, fileName), status);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another user's file in a folder where only owners remove, or one that went by itself.
            return false;
        }
        finally
        {
            held.Release();
        }
    }

    /// <summary>Who touches takes no lock: so the file is set aside first, and put back where it was touched in that moment.</summary>
    private bool TryTakeAway(string path, FileStatus status)
    {
        File.Move(path, SetAside, overwrite: true);
        if (folder.OwnTimes.Look(Path.GetFileName(SetAside)).Time == status.Time)
        {
            File.Delete(SetAside);
            return true;
        }

        // Where a new file came meanwhile, that one tells of the change.
        if (!File.Exists(path)) File.Move(SetAside, path, overwrite: false);
        else File.Delete(SetAside);
        return false;
    }

    private void RemoveLeftovers()
    {
        File.Delete(SetAside);
        foreach (string path in Directory.EnumerateFiles(folder.Directory.OwnFolder, LogFolder.NewFilePrefix + "*"))
        {
            FileStatus status = folder.OwnTimes.Look(Path.GetFileName(path));
            if (folder.Now.ToTime() - status.Stamp.ToTime() > s_leftoverAge) File.Delete(path);
        }
    }
}
