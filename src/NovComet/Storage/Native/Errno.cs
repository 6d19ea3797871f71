using System.Runtime.InteropServices;

namespace NovComet.Storage.Native;

/// <summary>The error numbers of Linux that mean something to a channel store. .NET keeps them as an I/O exception's HResult.</summary>
internal static class Errno
{
    public const int NotPermitted = 1;
    public const int NoEntry = 2;
    public const int AccessDenied = 13;
    public const int Exists = 17;
    public const int TooManyOpenFiles = 24;
    public const int NoSpace = 28;
    public const int ReadOnlyFileSystem = 30;
    public const int QuotaExceeded = 122;

    /// <summary>The last call's error, as .NET's own file calls report theirs.</summary>
    public static IOException LastAsException()
    {
        int errno = Marshal.GetLastPInvokeError();
        return new IOException(Marshal.GetPInvokeErrorMessage(errno), errno);
    }
}
