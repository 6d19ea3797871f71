using NovComet.Channels;

namespace NovComet.Hub;

/// <summary>How much of a channel's messages is held in memory for its subscribers: as much as is retained.</summary>
internal sealed class TailWindow(NovCometRetention retention, TimeProvider time)
{
    /// <summary>Which of the messages is the first to stay.</summary>
    public int FirstKept(ReadOnlySpan<ChannelEvent> messages)
    {
        Stamp oldest = Stamp.FromTime(time.GetUtcNow() - retention.Age);
        int first = messages.Length;
        for (long bytes = 0; first > 0 && messages.Length - first < retention.Messages; first--)
        {
            ChannelEvent next = messages[first - 1];
            bytes += next.Json.Length;
            if (bytes > retention.Bytes || next.Stamp < oldest) break;
        }

        return first;
    }
}
