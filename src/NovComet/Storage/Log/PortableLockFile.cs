namespace NovComet.Storage.Log;

/// <summary>A lock by a file that one process at a time can have open.</summary>
internal sealed class PortableLockFile(string path) : ILockFile
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

    public void Release() => Dispose();

    public void Dispose() => _file?.Dispose();
}
