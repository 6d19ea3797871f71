using System.Runtime.InteropServices;

namespace NovComet.Web.Tests.Processes;

/// <summary>Takes all inotify instances that this user may have. A test that does so must not run beside others.</summary>
internal sealed partial class InotifyInstances : IDisposable
{
    // Or the gateway that the test starts would hold them too.
    private const int CloseOnExec = 0x80000;

    private readonly List<int> _taken = [];

    private InotifyInstances()
    {
    }

    public static InotifyInstances TakeAll()
    {
        Needs.Linux();
        var all = new InotifyInstances();
        for (int descriptor; (descriptor = inotify_init1(CloseOnExec)) >= 0;) all._taken.Add(descriptor);
        return all;
    }

    public void Dispose()
    {
        foreach (int descriptor in _taken) _ = close(descriptor);
    }

    [LibraryImport("libc")]
    private static partial int inotify_init1(int flags);

    [LibraryImport("libc")]
    private static partial int close(int descriptor);
}
