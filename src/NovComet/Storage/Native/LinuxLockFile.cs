using System.Runtime.InteropServices;
using System.Text;
using NovComet.Storage.Log;

namespace NovComet.Storage.Native;

/// <summary>A lock by <c>flock</c>, which a process that dies gives back. The file stays open: taking the lock is one call.</summary>
internal sealed unsafe class LinuxLockFile(string path, UnixFileMode mode) : ILockFile
{
    private static readonly int s_careful = LibC.OpenForReading | LibC.OpenNoFollow | LibC.OpenNonBlocking | LibC.OpenCloseOnExec;
    private const int None = -1;

    private readonly byte[] _path = Encoding.UTF8.GetBytes(path + '\0');
    private int _descriptor = None;

    public bool TryTake()
    {
        while (true)
        {
            if (_descriptor == None) _descriptor = Open();
            if (LibC.Lock(_descriptor, LibC.LockExclusive | LibC.LockNonBlocking) != 0)
                return Marshal.GetLastPInvokeError() == Errno.WouldBlock ? false : throw Errno.LastAsException();

            // Removed from outside, it is not the file that others lock.
            if (IsStillThere()) return true;
            _ = LibC.Close(_descriptor);
            _descriptor = None;
        }
    }

    public void Release() => _ = LibC.Lock(_descriptor, LibC.Unlock);

    private bool IsStillThere()
    {
        byte noPath = 0;
        return LibC.StatX(_descriptor, &noPath, LibC.TheDescriptorItself, StatXBuffer.WantBasics, out StatXBuffer found) == 0 && found.Links > 0;
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
