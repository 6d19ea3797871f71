using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace NovComet.Channels;

/// <summary>
/// A subscriber's channels, and where it stands on each. Each channel is in it once, in the order in which they were named.
/// The default value has none.
/// </summary>
public readonly struct Cursor : IReadOnlyList<ChannelPosition>, IEquatable<Cursor>
{
    // Up to here, comparing each with each is faster than a table.
    private const int Few = 16;

    private readonly ChannelPosition[]? _positions;

    /// <summary>A cursor over the channels given; of a channel named twice, the last position counts.</summary>
    /// <param name="positions">The channels and where the subscriber stands on them.</param>
    public Cursor(params ReadOnlySpan<ChannelPosition> positions)
    {
        var distinct = new ChannelPosition[positions.Length];
        int count = 0;
        Dictionary<ChannelName, int>? places = positions.Length > Few ? new(positions.Length) : null;
        foreach (ChannelPosition position in positions)
        {
            int known = places is null ? IndexOf(distinct.AsSpan(0, count), position.Channel) : places.GetValueOrDefault(position.Channel, -1);
            if (known < 0) places?.Add(position.Channel, count);
            distinct[known < 0 ? count++ : known] = position;
        }

        _positions = count == distinct.Length ? distinct : distinct[..count];
    }

    private Cursor(ChannelPosition[] positions) => _positions = positions;

    /// <summary>How many channels it has.</summary>
    public int Count => _positions?.Length ?? 0;

    /// <inheritdoc/>
    public ChannelPosition this[int index] => (_positions ?? [])[index];

    /// <summary>A cursor that stands at "from now on" on each channel.</summary>
    /// <param name="channels">The channels' names.</param>
    /// <returns>The cursor.</returns>
    /// <exception cref="ArgumentException">One of the names cannot be a channel's.</exception>
    public static Cursor FromNow(IEnumerable<string> channels) =>
        new([.. channels.Select(channel => new ChannelPosition(ChannelName.Parse(channel), Position.Now))]);

    /// <summary>Reads a cursor as <see cref="ToString"/> wrote it, and as the ids of an event stream are: <c>a=position&amp;b=position</c>.</summary>
    /// <param name="text">The text; an empty one is the cursor without channels.</param>
    /// <param name="cursor">The cursor.</param>
    /// <param name="mistake">A sentence that says what is wrong, where it is not one.</param>
    /// <returns>Whether the text is a cursor.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Cursor cursor, [NotNullWhen(false)] out string? mistake)
    {
        cursor = default;
        mistake = null;
        if (text.IsEmpty) return true;
        var positions = new List<ChannelPosition>();
        foreach (Range part in text.Split('&'))
        {
            if (!ChannelPosition.TryParse(text[part], out ChannelPosition position))
            {
                mistake = "A cursor is written as name=position, with & between channels and names percent-encoded: this one is not.";
                return false;
            }

            positions.Add(position);
        }

        cursor = new Cursor([.. positions]);
        return true;
    }

    /// <summary>Reads a cursor as <see cref="ToString"/> wrote it.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The cursor.</returns>
    /// <exception cref="FormatException">It is not a cursor; the message says what is wrong.</exception>
    public static Cursor Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out Cursor cursor, out string? mistake) ? cursor : throw new FormatException(mistake);

    /// <summary>The same cursor with another position on one channel, which comes last if the cursor did not have it.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="position">Where the subscriber stands on it.</param>
    /// <returns>The new cursor; this one stays as it is.</returns>
    public Cursor With(ChannelName channel, Position position)
    {
        int known = IndexOf(AsSpan(), channel);
        ChannelPosition[] positions = known < 0 ? [.. AsSpan(), default] : [.. AsSpan()];
        positions[known < 0 ? ^1 : known] = new ChannelPosition(channel, position);
        return OfDistinct(positions);
    }

    /// <summary>A cursor over channels that are known to be different ones.</summary>
    internal static Cursor OfDistinct(ChannelPosition[] positions) => new(positions);

    /// <inheritdoc/>
    public IEnumerator<ChannelPosition> GetEnumerator() => ((IEnumerable<ChannelPosition>)(_positions ?? [])).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Cursor other) => this.AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Cursor other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (ChannelPosition position in AsSpan()) hash.Add(position);
        return hash.ToHashCode();
    }

    /// <summary>The cursor as <c>a=position&amp;b=position</c>, with names encoded.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Join('&', this.Select(p => $"{p.Channel.Encoded}={p.Position}"));

    /// <summary>Whether two cursors have the same channels and positions in the same order.</summary>
    public static bool operator ==(Cursor left, Cursor right) => left.Equals(right);

    /// <summary>Whether two cursors differ.</summary>
    public static bool operator !=(Cursor left, Cursor right) => !left.Equals(right);

    internal ReadOnlySpan<ChannelPosition> AsSpan() => _positions;

    private static int IndexOf(ReadOnlySpan<ChannelPosition> positions, ChannelName channel)
    {
        for (int i = 0; i < positions.Length; i++)
        {
            if (positions[i].Channel == channel) return i;
        }

        return -1;
    }
}
