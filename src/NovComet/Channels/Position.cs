using System.Globalization;

namespace NovComet.Channels;

/// <summary>Where a subscriber stands on one channel, in one of the ways in which it can say so.</summary>
public readonly record struct Position
{
    /// <summary>The most characters that a position has on the wire.</summary>
    internal const int MaxLength = 40;

    private const int MaxSecondsDigits = 15;

    // Clocks that are ahead by more than a hundred thousand years are all the same to us, and their microseconds fit into a long.
    private const long LatestClock = 1L << 42;

    private readonly long _value;

    private Position(PositionKind kind, long value)
    {
        Kind = kind;
        _value = value;
    }

    /// <summary>From now on: only what comes after the subscriber was registered. The default value.</summary>
    public static Position Now => default;

    /// <summary>All that is retained, then on. A channel without messages retains nothing, so there it is <see cref="Now"/>.</summary>
    public static Position Earliest => new(PositionKind.Earliest, 0);

    /// <summary>In which way the position is given.</summary>
    public PositionKind Kind { get; }

    /// <summary>The stamp that the subscriber has.</summary>
    /// <exception cref="InvalidOperationException">The position is of another <see cref="Kind"/>.</exception>
    public Stamp Stamp => Kind == PositionKind.Stamp
        ? Stamp.FromMicroseconds(_value)
        : throw new InvalidOperationException($"A position of kind {Kind} has no stamp.");

    /// <summary>The clock that the subscriber read, in microseconds since the Unix epoch; for <see cref="PositionKind.Clock"/>.</summary>
    internal long ClockMicroseconds => Math.Min(_value, LatestClock) * Stamp.Second;

    /// <summary>How many retained messages the subscriber wants; for <see cref="PositionKind.Last"/> and <see cref="PositionKind.Earliest"/>.</summary>
    internal int MessageCount => Kind == PositionKind.Earliest ? int.MaxValue : (int)_value;

    /// <summary>The position of a subscriber that has a stamp which we issued.</summary>
    /// <param name="stamp">The stamp.</param>
    /// <returns>The position.</returns>
    public static Position After(Stamp stamp) => new(PositionKind.Stamp, stamp.Microseconds);

    /// <summary>The position of a subscriber that knows only what its own clock shows.</summary>
    /// <param name="unixSeconds">Whole seconds since the Unix epoch; above 0.</param>
    /// <returns>The position.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is not above 0, or has more than 15 digits.</exception>
    public static Position AtClock(long unixSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(unixSeconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(unixSeconds, 1_000_000_000_000_000);
        return new(PositionKind.Clock, unixSeconds);
    }

    /// <summary>The position of a subscriber that wants the last retained messages first, then what comes.</summary>
    /// <param name="count">How many; above 0.</param>
    /// <returns>The position.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is not above 0.</exception>
    public static Position Last(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return new(PositionKind.Last, count);
    }

    /// <summary>
    /// Reads a position as subscribers write it: nothing or <c>0</c>, a whole number of seconds, a number of seconds
    /// with a fraction, a negative whole number, or <c>earliest</c>. Numbers are read by value; digits finer than
    /// a microsecond are rounded away.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="position">The position.</param>
    /// <returns>Whether the text is a position.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Position position)
    {
        position = default;
        if (text.IsEmpty) return true;
        if (text.Length > MaxLength) return false;
        if (text is "earliest")
        {
            position = Earliest;
            return true;
        }

        return text[0] == '-' ? TryParseLast(text[1..], out position) : TryParseTime(text, out position);
    }

    /// <summary>The position as a subscriber would write it.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Kind switch
    {
        PositionKind.Now => "0",
        PositionKind.Earliest => "earliest",
        PositionKind.Last => string.Create(CultureInfo.InvariantCulture, $"-{_value}"),
        PositionKind.Clock => _value.ToString(CultureInfo.InvariantCulture),
        _ => Stamp.ToString(),
    };

    private static bool TryParseLast(ReadOnlySpan<char> digits, out Position position)
    {
        int count = 0;
        bool isNumber = AreDigits(digits) && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out count);
        position = isNumber && count > 0 ? Last(count) : Now;
        return isNumber;
    }

    private static bool TryParseTime(ReadOnlySpan<char> text, out Position position)
    {
        position = default;
        int point = text.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? text : text[..point];
        if (whole.Length > MaxSecondsDigits
            || !AreDigits(whole)
            || !long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            || !TryParseFraction(point < 0 ? "0" : text[(point + 1)..], out long fraction))
        {
            return false;
        }

        if (fraction is 0 or Stamp.Second)
        {
            seconds += fraction / Stamp.Second;
            position = seconds == 0 ? Now : new Position(PositionKind.Clock, seconds);
            return true;
        }

        if (seconds > Stamp.LastSecond) return false;
        position = After(Stamp.FromMicroseconds((seconds * Stamp.Second) + fraction));
        return true;
    }

    /// <summary>Reads the digits behind the point as microseconds, rounded: a million where they round up to a second.</summary>
    private static bool TryParseFraction(ReadOnlySpan<char> digits, out long microseconds)
    {
        microseconds = 0;
        if (!AreDigits(digits)) return false;
        for (int i = 0; i < 6; i++) microseconds = (microseconds * 10) + (i < digits.Length ? digits[i] - '0' : 0);
        if (digits.Length > 6 && digits[6] >= '5') microseconds++;
        return true;
    }

    /// <summary>.NET's own parsing lets a number end in NUL characters.</summary>
    private static bool AreDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
