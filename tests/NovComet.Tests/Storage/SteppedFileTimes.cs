using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.Tests.Storage;

/// <summary>A folder in memory whose file times step by so much, as the ticks of a kernel or the two seconds of FAT do.</summary>
/// <param name="time">The clock.</param>
/// <param name="step">By how much times step.</param>
/// <param name="perTouch">How long a touch takes; by default no time.</param>
internal sealed class SteppedFileTimes(ManualTime time, TimeSpan step, TimeSpan perTouch = default) : IFileTimes
{
    private readonly Dictionary<string, long> _times = [];

    /// <summary>What the system says of the times to come; by default nothing.</summary>
    public Func<long> Next { get; set; } = () => long.MinValue;

    public FileStatus Look(string fileName) =>
        _times.TryGetValue(fileName, out long at) ? new FileStatus(FileKind.Regular, at) : FileStatus.Missing;

    public void Touch(string fileName)
    {
        time.Advance(perTouch);
        long ticks = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks;
        _times[fileName] = (ticks - (ticks % step.Ticks)) / TimeSpan.TicksPerMicrosecond;
    }

    public long EarliestNext() => Next();

    public bool TryCreate(string fileName, UnixFileMode mode)
    {
        if (_times.ContainsKey(fileName)) return false;
        Touch(fileName);
        return true;
    }
}
