namespace NovComet.Storage.Log;

/// <summary>A lock by a file that one process at a time can have open.</summary>
#pragma warning disable CA1001 // The file is open only while the lock is held, and is closed with it.
internal sealed class PortableLockFile(string path) : ILockFile
#pragma warning restore CA1001
{
    private FileStream? _file;

    public bool TryTake()
    {
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException error) when (error is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return false;
        }
    }

    public void Release() => _file?.Dispose();
}
