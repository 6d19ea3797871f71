namespace NovComet.Storage;

/// <summary>Measures how finely a folder's file system keeps modification times.</summary>
internal static class TimestampGranularity
{
    /// <summary>The finest that matters: stamps are whole microseconds.</summary>
    public static readonly TimeSpan Finest = TimeSpan.FromMicroseconds(1);

    /// <summary>
    /// What is assumed where it cannot be measured, and the least where times are not fine: a tick of the slowest kernels. Smaller steps
    /// are seen there while other files get fine times, because the kernel never stamps a file earlier than the one before it.
    /// </summary>
    public static readonly TimeSpan Unknown = TimeSpan.FromMilliseconds(10);

    /// <summary>What is assumed where it is coarser than is worth waiting for: the step of FAT.</summary>
    public static readonly TimeSpan Coarsest = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(60);

    private const int Pairs = 32;

    // Fine times of other files can make a few equal, see FileStore.IsLeftBehind; with coarse times nearly all are.
    private const int PairsOfFineTimes = 24;

    private const int Steps = 3;

    /// <summary>Touches a file of the folder and looks at it, over and over.</summary>
    /// <param name="files">The folder.</param>
    /// <param name="fileName">A file of it that exists.</param>
    /// <param name="time">The clock that bounds the measurement.</param>
    public static TimeSpan Measure(IFileTimes files, string fileName, TimeProvider time)
    {
        long previous = Next(files, fileName);
        int changes = 0;
        for (int i = 0; i < Pairs; i++)
        {
            long next = Next(files, fileName);
            if (next != previous) changes++;
            previous = next;
        }

        return changes >= PairsOfFineTimes ? Finest : LargestStep(files, fileName, time);
    }

    private static TimeSpan LargestStep(IFileTimes files, string fileName, TimeProvider time)
    {
        long started = time.GetTimestamp();
        long previous = Next(files, fileName);
        long largest = 0;
        for (int steps = 0; steps < Steps;)
        {
            if (time.GetElapsedTime(started) > s_patience) return steps == 0 ? Coarsest : AtLeastATick(largest);
            long next = Next(files, fileName);
            if (next == previous) continue;
            largest = Math.Max(largest, Math.Abs(next - previous));
            previous = next;
            steps++;
        }

        return AtLeastATick(largest);
    }

    private static TimeSpan AtLeastATick(long microseconds) => TimeSpan.FromMicroseconds(Math.Max(microseconds, (long)Unknown.TotalMicroseconds));

    private static long Next(IFileTimes files, string fileName)
    {
        files.Touch(fileName);
        return files.Look(fileName).ModifiedAt;
    }
}
