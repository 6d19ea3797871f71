namespace NovComet.Storage.Log;

/// <summary>The few file operations that messages need beyond those of signals, as the platform does them best.</summary>
internal interface ILogFiles
{
    /// <summary>Opens a channel's file, never through a link.</summary>
    /// <returns>The file; null where there is none.</returns>
    /// <exception cref="IOException">It cannot be opened, or is not a regular file.</exception>
    LogFile? Open(string fileName, bool toAppend);

    /// <summary>Creates a file that is to replace a channel's. Only who makes it knows its path.</summary>
    LogFile Create(string path, UnixFileMode mode);

    /// <summary>Puts the file under a path where a channel's belongs, in one step.</summary>
    /// <returns>Whether that was done; not where there is one already.</returns>
    bool TryPlace(string path, string fileName);

    /// <summary>Puts the file under a path in the place of a channel's, in one step.</summary>
    void Replace(string path, string fileName);

    /// <summary>Waits until the folder's list of files is on the disk.</summary>
    void FlushFolder();

    /// <summary>A file that stands for a lock.</summary>
    ILockFile LockFile(string path, UnixFileMode mode);
}
