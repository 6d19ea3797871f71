namespace NovComet.Storage.Native;

/// <summary>
/// The clock by which Linux stamps files. Since 6.13 a file whose time somebody has looked at gets a fine time, and others the
/// last tick or the last fine time given to any file, whichever is later. That can be milliseconds old, and in the same microsecond as
/// a stamp that was issued meanwhile. A fine time taken for a file in memory moves that on for all files.
/// </summary>
internal static unsafe class FileClock
{
    // Kept open for the life of the process.
    private static readonly int s_file = LibC.CreateMemoryFile("novcomet-clock", LibC.MemoryFileCloseOnExec);

    /// <summary>Pushes the clock on.</summary>
    /// <returns>A time before which no file is stamped from here on; the beginning of time where the system does not tell.</returns>
    public static long Push()
    {
        byte noPath = 0;
        if (s_file < 0 || LibC.SetTimes(s_file, null) != 0) return long.MinValue;
        int failure = LibC.StatX(s_file, &noPath, LibC.TheDescriptorItself, StatXBuffer.WantBasics, out StatXBuffer found);
        return failure == 0 ? found.ModifiedTime.Microseconds : long.MinValue;
    }
}
