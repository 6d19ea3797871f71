namespace NovComet.Storage.Log;

/// <summary>The same by what .NET offers on every platform. Its limit: other programs must append under the channel's lock too.</summary>
internal sealed class PortableLogFiles(string folder) : ILogFiles
{
    public LogFile? Open(string fileName, bool toAppend)
    {
        string path = Path.Combine(folder, fileName);
        FileAttributes attributes;
        try
        {
            attributes = File.GetAttributes(path);
            if ((attributes & (FileAttributes.Directory | FileAttributes.ReparsePoint | FileAttributes.Device)) != default)
                throw Native.Errno.AsException(Native.Errno.NoDevice);
            return new PortableLogFile(File.OpenHandle(path, FileMode.Open, toAppend ? FileAccess.ReadWrite : FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public LogFile Create(string path, UnixFileMode mode) =>
        new PortableLogFile(File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));

    public bool TryPlace(string path, string fileName) => FilePlacing.TryMove(path, Path.Combine(folder, fileName));

    public void Replace(string path, string fileName) => File.Move(path, Path.Combine(folder, fileName), overwrite: true);

    public void FlushFolder()
    {
        // No platform but Linux asks for it, or offers it.
    }

    public ILockFile LockFile(string path, UnixFileMode mode) => new PortableLockFile(path);
}
