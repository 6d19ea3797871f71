namespace NovComet.Storage;

/// <summary>The few file operations that signals need, as the platform does them best.</summary>
internal interface IFileTimes
{
    /// <summary>Looks at a file of the folder, without opening it and without following links.</summary>
    FileStatus Look(string fileName);

    /// <summary>Sets a file's modification time to now, by the file system's own clock. The file must exist.</summary>
    /// <exception cref="IOException">It was not done.</exception>
    void Touch(string fileName);

    /// <summary>Creates an empty file.</summary>
    /// <returns>Whether it was created; false where something stands there already.</returns>
    /// <exception cref="IOException">It was not done.</exception>
    bool TryCreate(string fileName, UnixFileMode mode);

    /// <summary>
    /// A time, in microseconds since the Unix epoch, before which no touch from here on can fall: of this file system, by whatever
    /// process. It is pushed as far forward as the platform lets us; where that does not tell, it is the beginning of time.
    /// </summary>
    long EarliestNext() => long.MinValue;
}
