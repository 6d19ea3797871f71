namespace NovComet.AspNetCore.Tests.Origin;

/// <summary>
/// What the PHP script does, as far as its faults go: the scenarios that the gateway has to master are played to it too, to know that
/// they bite.
/// </summary>
/// <param name="directory">The directory with the channels' files.</param>
/// <param name="clock">The time.</param>
/// <param name="sleep">What happens between two looks.</param>
internal sealed class OriginalLoop(string directory, Func<DateTimeOffset> clock, Action<TimeSpan> sleep)
{
    private const int Tries = 10;

    public static TimeSpan Sleep { get; } = TimeSpan.FromSeconds(2);

    /// <summary>How often it looked at a file.</summary>
    public int Looks { get; private set; }

    public string PathOf(string channel) => Path.GetFullPath(Path.Combine(directory, channel + ".comet"));

    /// <summary>Holds a poll.</summary>
    /// <returns>The changed channels; none where it ended unanswered.</returns>
    public Dictionary<string, long> Run(params (string Channel, long Timestamp)[] subscribed)
    {
        for (int tries = 0; tries < Tries; tries++)
        {
            var changed = new Dictionary<string, long>();
            foreach ((string channel, long timestamp) in subscribed)
            {
                long since = timestamp == 0 ? clock().ToUnixTimeSeconds() : timestamp;
                if (ModifiedAt(channel) is var modified && modified > since) changed[channel] = modified;
            }

            if (changed.Count > 0) return changed;
            sleep(Sleep);
        }

        return [];
    }

    private long ModifiedAt(string channel)
    {
        Looks++;
        string path = PathOf(channel);
        return File.Exists(path) ? new DateTimeOffset(File.GetLastWriteTimeUtc(path)).ToUnixTimeSeconds() : 0;
    }
}
