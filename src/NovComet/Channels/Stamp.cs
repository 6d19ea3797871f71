using System.Globalization;

namespace NovComet.Channels;

/// <summary>
/// A channel's timestamp: Unix time in whole microseconds. Stamps are compared for being the same or another one;
/// their order matters only against a reading of a clock.
/// </summary>
/// <remarks>
/// A stamp never falls on a whole second: one that would counts one microsecond more. So a number on the wire tells by
/// itself whether we issued it (it has a fraction) or whether it is a reading of somebody's clock (it has none).
/// The default value is <see cref="NoFile"/>.
/// </remarks>
public readonly record struct Stamp : IComparable<Stamp>, IUtf8SpanFormattable
{
    /// <summary>Microseconds in a second.</summary>
    internal const long Second = 1_000_000;

    /// <summary>
    /// The last second that a stamp can lie in, in the year 2242. Up to here each stamp, written with six digits,
    /// is a JavaScript number of its own.
    /// </summary>
    internal const long LastSecond = (1L << 33) - 1;

    /// <summary>The most bytes that a stamp takes when written.</summary>
    internal const int MaxLength = 10 + 1 + 6;

    // Counted from NoFile, so that the default value is a stamp like any other.
    private readonly long _sinceNoFile;

    private Stamp(long microseconds) => _sinceNoFile = microseconds - 1;

    /// <summary>The stamp of a channel without a file: 0.000001.</summary>
    public static Stamp NoFile => default;

    /// <summary>The last stamp there is.</summary>
    public static Stamp Max => new((LastSecond * Second) + Second - 1);

    /// <summary>Microseconds since the Unix epoch; from 1, and never a multiple of a million.</summary>
    public long Microseconds => _sinceNoFile + 1;

    /// <summary>
    /// What a gateway issues while the file system could still give another change the same time: a stamp that is not
    /// this one, so that whoever holds it is told again once this one is certain.
    /// </summary>
    internal Stamp Provisional
    {
        get
        {
            long before = Microseconds - 1;
            return new(Math.Max(before % Second == 0 ? before - 1 : before, 1));
        }
    }

    /// <summary>The stamp for a time in microseconds since the Unix epoch.</summary>
    /// <param name="microseconds">Any number: what lies outside of what a stamp can be becomes the nearest stamp.</param>
    /// <returns>The stamp, never on a whole second.</returns>
    public static Stamp FromMicroseconds(long microseconds)
    {
        long clamped = Math.Clamp(microseconds, 1, Max.Microseconds);
        return new(clamped % Second == 0 ? clamped + 1 : clamped);
    }

    /// <summary>The stamp for a point in time; what is finer than a microsecond is cut off.</summary>
    /// <param name="time">The time.</param>
    /// <returns>The stamp, never on a whole second.</returns>
    public static Stamp FromTime(DateTimeOffset time) =>
        FromMicroseconds((time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond);

    /// <summary>The stamp as a point in time.</summary>
    /// <returns>The time, in UTC.</returns>
    public DateTimeOffset ToTime() => DateTimeOffset.UnixEpoch.AddTicks(Microseconds * TimeSpan.TicksPerMicrosecond);

    /// <inheritdoc/>
    public int CompareTo(Stamp other) => _sinceNoFile.CompareTo(other._sinceNoFile);

    /// <summary>Whether one stamp is earlier than another.</summary>
    public static bool operator <(Stamp left, Stamp right) => left.CompareTo(right) < 0;

    /// <summary>Whether one stamp is later than another.</summary>
    public static bool operator >(Stamp left, Stamp right) => left.CompareTo(right) > 0;

    /// <summary>Whether one stamp is not later than another.</summary>
    public static bool operator <=(Stamp left, Stamp right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one stamp is not earlier than another.</summary>
    public static bool operator >=(Stamp left, Stamp right) => left.CompareTo(right) >= 0;

    /// <summary>The stamp as on the wire: seconds with six digits, such as 1732089600.123456.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Microseconds / Second}.{Microseconds % Second:000000}");

    /// <summary>Writes the stamp as on the wire.</summary>
    /// <param name="utf8Destination">Where to; 17 bytes are always enough.</param>
    /// <param name="bytesWritten">How many bytes were written.</param>
    /// <param name="format">Not used: there is one form.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>Whether there was room.</returns>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        System.Text.Unicode.Utf8.TryWrite(
            utf8Destination,
            CultureInfo.InvariantCulture,
            $"{Microseconds / Second}.{Microseconds % Second:000000}",
            out bytesWritten);
}
