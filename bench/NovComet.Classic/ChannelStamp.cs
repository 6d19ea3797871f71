using System.Globalization;

namespace NovComet.Classic;

/// <summary>
/// File times as microseconds. Where the script has whole seconds this has fractions: otherwise it would lose touches,
/// and a loop that loses work is no reference for one that does it.
/// </summary>
internal static class ChannelStamp
{
    private const long MicrosecondsPerSecond = 1_000_000;

    /// <summary>0 for a missing file; never a whole second otherwise, as the load program expects of any server.</summary>
    public static long Of(string path)
    {
        var stamp = (File.GetLastWriteTimeUtc(path) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        if (stamp < 0) return 0;
        return stamp % MicrosecondsPerSecond == 0 ? stamp + 1 : stamp;
    }

    public static long Parse(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? (long)(seconds * MicrosecondsPerSecond)
            : 0;

    public static string Format(long stamp) =>
        string.Create(CultureInfo.InvariantCulture, $"{stamp / MicrosecondsPerSecond}.{stamp % MicrosecondsPerSecond:D6}");
}
