using FsCheck;
using FsCheck.Fluent;
using NovComet.Channels;

namespace NovComet.Tests.Channels;

/// <summary>Generators of values that a gateway meets, the nasty ones more often than chance would make them.</summary>
internal static class Some
{
    /// <summary>Stamps of all magnitudes, many of them next to a whole second or to a power of two.</summary>
    public static Gen<Stamp> Stamp { get; } = Microseconds(1, NovComet.Channels.Stamp.Max.Microseconds).Select(NovComet.Channels.Stamp.FromMicroseconds);

    /// <summary>Any number, in and far outside of what a stamp can be.</summary>
    public static Gen<long> AnyMicroseconds { get; } = Gen.OneOf(
        Microseconds(1, NovComet.Channels.Stamp.Max.Microseconds),
        Between(long.MinValue / 2, long.MaxValue / 2),
        Gen.Elements(long.MinValue, -1_000_000, -1, 0, 1, long.MaxValue));

    /// <summary>Whole seconds from 1 on, far beyond what a stamp reaches.</summary>
    public static Gen<long> ClockSeconds { get; } = Gen.OneOf(Between(1, 1L << 34), Between(1, 999_999_999_999_999));

    private static Gen<long> Between(long first, long last) =>
        from high in Gen.Choose(0, int.MaxValue)
        from low in Gen.Choose(0, int.MaxValue)
        let portion = ((Int128)high << 31) | (uint)low
        select first + (long)((portion * ((Int128)last - first + 1)) >> 62);

    private static Gen<long> Microseconds(long first, long last) => Gen.OneOf(
        Between(first, last),
        from second in Between(0, last / 1_000_000) from beside in Gen.Choose(-3, 3) select (second * 1_000_000) + beside,
        from power in Gen.Choose(0, 33) from beside in Gen.Choose(-9, 9) select ((1L << power) * 1_000_000) + beside);
}
