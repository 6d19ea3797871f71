namespace NovComet.Storage.Log;

/// <summary>Who is shown the records of a channel's file.</summary>
internal interface ILogVisitor
{
    /// <summary>The file is read from its beginning: whatever is known of it is of another one.</summary>
    void Restart();

    /// <summary>A record, later than the one before.</summary>
    /// <param name="record">The record.</param>
    /// <param name="end">Where its line ends.</param>
    void Visit(in LogRecord record, long end);

    /// <summary>A line that is no record: a writer died, or wrote something else.</summary>
    void Skip(long offset);
}
