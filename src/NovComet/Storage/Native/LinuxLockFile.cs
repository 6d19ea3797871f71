using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using NovComet.Storage.Log;

namespace NovComet.Storage.Native;

/// <summary>A lock by <c>flock</c>, which a process that dies gives back. The file stays open: taking the lock is one call.</summary>
internal sealed unsafe class LinuxLockFile(string path, UnixFileMode mode) : ILockFile
{
    private static readonly int s_careful = LibC.OpenForReading | LibC.OpenNoFollow | LibC.OpenNonBlocking | LibC.OpenCloseOnExec;

    private readonly byte[] _path = Encoding.UTF8.GetBytes(path + '\0');
    private SafeFileHandle? _file;

    public bool TryTake()
    {
        while (true)
        {
            _file ??= new SafeFileHandle(Open(), ownsHandle: true);
            if (LibC.Lock(_file, LibC.LockExclusive | LibC.LockNonBlocking) != 0)
                return Marshal.GetLastPInvokeError() == Errno.WouldBlock ? false : throw Errno.LastAsException();

            // Removed from outside, it is not the file that others lock.
            if (IsStillThere(_file)) return true;
            Dispose();
        }
    }

    public void Release() => _ = LibC.Lock(_file!, LibC.Unlock);

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private static bool IsStillThere(SafeFileHandle file)
    {
        byte noPath = 0;
        return LibC.StatX(file, &noPath, LibC.TheDescriptorItself, StatXBuffer.WantBasics, out StatXBuffer found) == 0 && found.Links > 0;
    }

    private int Open()
    {
        fixed (byte* bytes = _path)
        {
            // Without the wish to create it first: in a folder that everybody may write to, that is refused for others' files.
            int descriptor = LibC.Open(bytes, s_careful, 0);
            if (descriptor >= 0) return descriptor;
            descriptor = LibC.Open(bytes, s_careful | LibC.OpenCreate, (uint)mode);
            if (descriptor < 0) throw Errno.LastAsException();
            _ = LibC.ChangeMode(descriptor, (uint)mode);
            return descriptor;
        }
    }
}
