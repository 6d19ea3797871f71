using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace NovComet.Testing;

/// <summary>
/// Does something with the file rights of another user, by Linux's user and group for file access, which each thread has of its own.
/// Needs root.
/// </summary>
public static partial class OtherUser
{
    /// <summary>A user, and a group, that own nothing: "nobody" on most systems.</summary>
    public const int Nobody = 65534;

    /// <summary>Runs an action, which must not change its thread, as a user in one group.</summary>
    public static void Does(int user, int group, Action action)
    {
        Needs.Linux();
        Needs.Root();
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            // The group first: once it is another user, the thread may not choose any more.
            _ = setfsgid(group);
            _ = setfsuid(user);
            try
            {
                action();
            }
#pragma warning disable CA1031 // Thrown again on the caller's thread.
            catch (Exception error)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(error);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }

    [LibraryImport("libc")]
    private static partial int setfsuid(int user);

    [LibraryImport("libc")]
    private static partial int setfsgid(int group);
}
