using System.Runtime.InteropServices;

namespace NovComet.Storage.Native;

/// <summary>The error numbers of Linux that mean something to a channel store. .NET keeps them as an I/O exception's HResult.</summary>
internal static class Errno
{
    public const int NotPermitted = 1;
    public const int NoEntry = 2;
    public const int NoDevice = 6;
    public const int WouldBlock = 11;
    public const int AccessDenied = 13;
    public const int Exists = 17;
    public const int IsDirectory = 21;
    public const int TooManyOpenFiles = 24;
    public const int NoSpace = 28;
    public const int ReadOnlyFileSystem = 30;
    public const int TooManyLinks = 40;
    public const int QuotaExceeded = 122;

    /// <summary>The last call's error, as .NET's own file calls report theirs.</summary>
    public static IOException LastAsException() => AsException(Marshal.GetLastPInvokeError());

    /// <summary>An error, as .NET's own file calls report theirs.</summary>
    public static IOException AsException(int errno) => new(Marshal.GetPInvokeErrorMessage(errno), errno);
}
