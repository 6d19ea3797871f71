using System.Numerics;

namespace NovComet.Load.Measuring;

/// <summary>
/// Log-linear counts of nanoseconds: 128 buckets to each power of two, so a value read back is at most 0.8 % too high,
/// at any magnitude, and recording is an increment.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 7;
    private const int SubBuckets = 1 << SubBits;

    private readonly long[] _counts = new long[(64 - SubBits) * SubBuckets];

    public long Count { get; private set; }

    public long Max { get; private set; }

    public void Record(long nanoseconds)
    {
        var value = Math.Max(0, nanoseconds);
        _counts[BucketOf(value)]++;
        Count++;
        if (value > Max) Max = value;
    }

    /// <summary>The latency that the given share of the records did not exceed; 0 without records.</summary>
    public long Percentile(double percent)
    {
        var wanted = (long)Math.Ceiling(Count * percent / 100);
        var seen = 0L;
        for (var bucket = 0; bucket < _counts.Length && wanted > 0; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= wanted) return Math.Min(Max, HighestIn(bucket));
        }

        return 0;
    }

    public void Clear()
    {
        Array.Clear(_counts);
        (Count, Max) = (0, 0);
    }

    private static int BucketOf(long value)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)value) - SubBits);
        return (shift << SubBits) + (int)(value >> shift);
    }

    private static long HighestIn(int bucket)
    {
        if (bucket < 2 * SubBuckets) return bucket;
        var shift = (bucket >> SubBits) - 1;
        return (((bucket & (SubBuckets - 1)) + SubBuckets + 1L) << shift) - 1;
    }
}
