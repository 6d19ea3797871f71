namespace NovComet.Storage.Log;

/// <summary>One of the locks. It is held by a thread, for the time of a few file operations.</summary>
internal sealed class ChannelLock(string name, ChannelDirectory directory, ILogFiles files, TimeProvider time) : IDisposable
{
    private readonly Lock _inProcess = new();
    private readonly ILockFile _amongProcesses = files.LockFile(Path.Combine(directory.OwnFolder, name), directory.FileMode);

    /// <summary>Takes it, waiting so long at most.</summary>
    /// <returns>Whether it was taken; then <see cref="Release"/> it on the same thread.</returns>
    /// <exception cref="IOException">There is no such lock to be had.</exception>
    public bool TryTake(TimeSpan patience)
    {
        if (!_inProcess.TryEnter(patience)) return false;
        bool isTaken = false;
        try
        {
            isTaken = TryTakeAmongProcesses(patience);
            return isTaken;
        }
        finally
        {
            if (!isTaken) _inProcess.Exit();
        }
    }

    public void Release()
    {
        _amongProcesses.Release();
        _inProcess.Exit();
    }

    public void Dispose() => _amongProcesses.Dispose();

    private bool TryTakeAmongProcesses(TimeSpan patience)
    {
        if (TryTakeFile()) return true;
        long started = time.GetTimestamp();
        var wait = default(SpinWait);
        while (time.GetElapsedTime(started) < patience)
        {
            // Yields first, then sleeps: mostly the other process is done in microseconds.
            wait.SpinOnce();
            if (TryTakeFile()) return true;
        }

        return false;
    }

    private bool TryTakeFile()
    {
        try
        {
            return _amongProcesses.TryTake();
        }
        catch (IOException error) when (FileStore.IsGone(error))
        {
            directory.Ensure();
            directory.EnsureOwnFolder();
            return _amongProcesses.TryTake();
        }
    }
}
