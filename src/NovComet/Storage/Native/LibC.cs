using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NovComet.Storage.Native;

/// <summary>The calls of Linux's C library that .NET has no equal of. Why each is needed stands where it is used.</summary>
internal static partial class LibC
{
    public const int CurrentDirectory = -100;
    public const int DoNotFollowLinks = 0x100;
    public const int AskServer = 0x2000;
    public const int TheDescriptorItself = 0x1000;
    public const int OpenForReading = 0x0;
    public const int OpenForWriting = 0x1;
    public const int OpenForBoth = 0x2;
    public const int OpenCreate = 0x40;
    public const int OpenExclusive = 0x80;
    public const int OpenAppend = 0x400;
    public const int OpenNonBlocking = 0x800;
    public const int OpenCloseOnExec = 0x80000;
    public const uint MemoryFileCloseOnExec = 0x1;
    public const int LockExclusive = 0x2;
    public const int LockNonBlocking = 0x4;
    public const int Unlock = 0x8;
    public const int DescriptorLimit = 7;
    public const uint WatchRemoval = 0x400;

    /// <summary>The one flag here that differs between processors.</summary>
    public static readonly int OpenNoFollow = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x20000;

    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true)]
    public static unsafe partial int StatX(int directory, byte* path, int flags, uint mask, out StatXBuffer buffer);

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true)]
    public static unsafe partial int StatX(SafeFileHandle file, byte* path, int flags, uint mask, out StatXBuffer buffer);

    [LibraryImport(Library, EntryPoint = "utimensat", SetLastError = true)]
    public static unsafe partial int SetTimes(int directory, byte* path, void* times, int flags);

    [LibraryImport(Library, EntryPoint = "futimens", SetLastError = true)]
    public static unsafe partial int SetTimes(int descriptor, void* times);

    [LibraryImport(Library, EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateMemoryFile(string name, uint flags);

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true)]
    public static unsafe partial int Open(byte* path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "fchmod", SetLastError = true)]
    public static partial int ChangeMode(int descriptor, uint mode);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "pread", SetLastError = true)]
    public static unsafe partial nint ReadAt(int descriptor, byte* buffer, nuint count, long offset);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static unsafe partial nint Write(int descriptor, byte* buffer, nuint count);

    [LibraryImport(Library, EntryPoint = "ftruncate", SetLastError = true)]
    public static partial int Truncate(int descriptor, long length);

    [LibraryImport(Library, EntryPoint = "fdatasync", SetLastError = true)]
    public static partial int FlushContent(int descriptor);

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    public static partial int Flush(int descriptor);

    [LibraryImport(Library, EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(SafeFileHandle file, int operation);

    [LibraryImport(Library, EntryPoint = "fchown", SetLastError = true)]
    public static partial int ChangeOwner(int descriptor, uint user, uint group);

    [LibraryImport(Library, EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeOwner(string path, uint user, uint group);

    [LibraryImport(Library, EntryPoint = "getgrnam", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial GroupEntry* GetGroupByName(string name);

    [LibraryImport(Library, EntryPoint = "geteuid")]
    public static partial uint GetEffectiveUser();

    [LibraryImport(Library, EntryPoint = "getrlimit", SetLastError = true)]
    public static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport(Library, EntryPoint = "inotify_add_watch", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int AddWatch(int instance, string path, uint events);

    [LibraryImport(Library, EntryPoint = "inotify_rm_watch")]
    public static partial int RemoveWatch(int instance, int watch);
}
