namespace NovComet.Storage;

/// <summary>A file's modification time as exactly as the system keeps it.</summary>
/// <param name="Microseconds">Microseconds since the Unix epoch, rounded down.</param>
/// <param name="Nanoseconds">What was cut off: 0 to 999.</param>
internal readonly record struct FileTime(long Microseconds, int Nanoseconds);
