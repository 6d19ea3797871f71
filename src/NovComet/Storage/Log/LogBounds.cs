using NovComet.Channels;

namespace NovComet.Storage.Log;

/// <summary>
/// How much of a channel is kept. A file may hold about twice of each bound, so that it is trimmed now and then and not at every message.
/// </summary>
internal sealed class LogBounds(NovCometRetention retention, TimeProvider time)
{
    // Below this, trimming at twice the bound would be trimming all the time.
    private const int LeastSlack = 32;

    public bool IsBeyond(int messages) => messages > retention.Messages + Math.Max(retention.Messages, LeastSlack);

    public bool IsBeyond(long bytes) => bytes > 2L * retention.Bytes;

    public bool IsTooOld(Stamp oldest) => Age(oldest) > retention.Age * 2;

    /// <summary>Whether a message is kept.</summary>
    /// <param name="stamp">Its stamp.</param>
    /// <param name="messages">How many are kept with it: it and those after it.</param>
    /// <param name="bytes">How many bytes of content these have.</param>
    public bool Keeps(Stamp stamp, int messages, long bytes) =>
        messages <= retention.Messages && bytes <= retention.Bytes && Age(stamp) <= retention.Age;

    private TimeSpan Age(Stamp stamp) => time.GetUtcNow() - stamp.ToTime();
}
