using System.ComponentModel;
using System.Runtime.InteropServices;

namespace NovComet.Load.Native;

/// <summary>The few system calls on the path of an answer, and the touch.</summary>
internal static unsafe partial class Libc
{
    internal const int EAgain = 11;

    /// <summary>MSG_DONTWAIT | MSG_NOSIGNAL: sockets stay blocking for connecting, and never block or signal here.</summary>
    internal const int Quietly = 0x40 | 0x4000;

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    internal static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    internal static partial int EpollControl(int epoll, int operation, int descriptor, byte* epollEvent);

    /// <summary>Needs kernel 5.11 and glibc 2.35: epoll_wait's milliseconds are too coarse to pace touches.</summary>
    [LibraryImport("libc", EntryPoint = "epoll_pwait2", SetLastError = true)]
    internal static partial int EpollWait(int epoll, byte* events, int maxEvents, in TimeSpec timeout, nint signalMask);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    internal static partial nint Receive(int socket, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    internal static partial nint Send(int socket, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    internal static partial int Close(int descriptor);

    /// <summary>With null times: both become now, by the kernel's clock, as touch(1) does it.</summary>
    [LibraryImport("libc", EntryPoint = "utimensat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    internal static partial int SetTimes(int directory, string path, TimeSpec* times, int flags);

    /// <summary>A new inotify instance that watches a folder for touches.</summary>
    internal static int WatchAttributes(string directory)
    {
        const uint Attributes = 0x4;
        var inotify = StartInotify();
        if (inotify < 0 || AddWatch(inotify, directory, Attributes) < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
        return inotify;
    }

    /// <summary>Sleeps until there are events, and takes them.</summary>
    internal static void ReadEvents(int inotify)
    {
        var events = stackalloc byte[4096];
        if (Read(inotify, events, 4096) < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>Moves the calling thread to one core, of the first 64.</summary>
    internal static void MoveThreadTo(int core)
    {
        var cores = 1UL << core;
        if (SetAffinity(0, sizeof(ulong), &cores) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", EntryPoint = "inotify_init", SetLastError = true)]
    private static partial int StartInotify();

    [LibraryImport("libc", EntryPoint = "inotify_add_watch", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int AddWatch(int inotify, string path, uint events);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int descriptor, byte* buffer, nint length);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static partial int SetAffinity(int thread, nint length, ulong* cores);

    [StructLayout(LayoutKind.Sequential)]
    internal readonly record struct TimeSpec(long Seconds, long Nanoseconds);
}
