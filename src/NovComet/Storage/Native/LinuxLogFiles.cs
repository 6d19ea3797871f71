using System.Text;
using NovComet.Storage.Log;

namespace NovComet.Storage.Native;

/// <summary>Opens files by Linux's own calls: they do not follow links, wait for pipes, or take locks that PHP's would collide with.</summary>
internal sealed unsafe class LinuxLogFiles(string folder) : ILogFiles
{
    private static readonly int s_careful = LibC.OpenNoFollow | LibC.OpenNonBlocking | LibC.OpenCloseOnExec;

    private readonly FolderPath _folder = new(folder);

    public LogFile? Open(string fileName, bool toAppend)
    {
        byte* path = stackalloc byte[_folder.LengthWith(fileName)];
        _folder.Write(path, fileName);
        int descriptor = LibC.Open(path, s_careful | (toAppend ? LibC.OpenForBoth | LibC.OpenAppend : LibC.OpenForReading), 0);
        if (descriptor < 0)
        {
            IOException error = Errno.LastAsException();
            return error.HResult == Errno.NoEntry ? null : throw error;
        }

        var file = new LinuxLogFile(descriptor);
        if (file.Status().Kind == FileKind.Regular) return file;
        file.Dispose();
        throw Errno.AsException(Errno.NoDevice);
    }

    public LogFile Create(string path, UnixFileMode mode)
    {
        int newFileOnly = LibC.OpenCreate | LibC.OpenExclusive | LibC.OpenForBoth | LibC.OpenAppend | s_careful;
        fixed (byte* bytes = Encoding.UTF8.GetBytes(path + '\0'))
        {
            int descriptor = LibC.Open(bytes, newFileOnly, (uint)mode);
            return descriptor >= 0 ? new LinuxLogFile(descriptor) : throw Errno.LastAsException();
        }
    }

    public bool TryPlace(string path, string fileName) => FilePlacing.TryMove(path, Path.Combine(folder, fileName));

    public void Replace(string path, string fileName) => File.Move(path, Path.Combine(folder, fileName), overwrite: true);

    public void FlushFolder()
    {
        fixed (byte* path = Encoding.UTF8.GetBytes(folder + '\0'))
        {
            int descriptor = LibC.Open(path, LibC.OpenForReading | LibC.OpenCloseOnExec, 0);
            if (descriptor < 0) throw Errno.LastAsException();
            bool isDone = LibC.Flush(descriptor) == 0;
            IOException? trouble = isDone ? null : Errno.LastAsException();
            _ = LibC.Close(descriptor);
            if (trouble is not null) throw trouble;
        }
    }

    public ILockFile LockFile(string path, UnixFileMode mode) => new LinuxLockFile(path, mode);
}
