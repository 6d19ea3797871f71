namespace NovComet.Storage.Native;

/// <summary>
/// Linux's own calls, where .NET's would do harm: setting a time from the process's clock can move a file's time
/// backwards and fails on files of other owners, and .NET's look at a file does not tell a pipe from a regular file.
/// </summary>
internal sealed unsafe class LinuxFileTimes : IFileTimes
{
    private readonly FolderPath _folder;
    private readonly int _lookFlags;

    /// <param name="folder">The folder.</param>
    /// <param name="asksServer">Whether each look asks the server of a network mount, which otherwise answers from a memory that is seconds old.</param>
    public LinuxFileTimes(string folder, bool asksServer = false)
    {
        _folder = new FolderPath(folder);
        _lookFlags = asksServer ? LibC.DoNotFollowLinks | LibC.AskServer : LibC.DoNotFollowLinks;
    }

    public FileStatus Look(string fileName)
    {
        byte* path = stackalloc byte[_folder.LengthWith(fileName)];
        _folder.Write(path, fileName);
        if (LibC.StatX(LibC.CurrentDirectory, path, _lookFlags, StatXBuffer.WantBasics, out StatXBuffer found) != 0)
            return FileStatus.Missing;

        return found.Status;
    }

    public void Touch(string fileName)
    {
        byte* path = stackalloc byte[_folder.LengthWith(fileName)];
        _folder.Write(path, fileName);
        if (LibC.SetTimes(LibC.CurrentDirectory, path, null, LibC.DoNotFollowLinks) != 0) throw Errno.LastAsException();
    }

    public bool TryCreate(string fileName, UnixFileMode mode)
    {
        byte* path = stackalloc byte[_folder.LengthWith(fileName)];
        _folder.Write(path, fileName);
        const int NewFileOnly = LibC.OpenCreate | LibC.OpenExclusive | LibC.OpenForWriting | LibC.OpenCloseOnExec;
        int descriptor = LibC.Open(path, NewFileOnly, (uint)mode);
        if (descriptor < 0)
        {
            IOException error = Errno.LastAsException();
            return error.HResult == Errno.Exists ? false : throw error;
        }

        // The process's umask took rights away that others were meant to have; where this fails, they stay away.
        _ = LibC.ChangeMode(descriptor, (uint)mode);
        _ = LibC.Close(descriptor);
        return true;
    }

    public long EarliestNext() => FileClock.Push();
}
