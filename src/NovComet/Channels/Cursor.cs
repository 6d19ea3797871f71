using System.Collections;

namespace NovComet.Channels;

/// <summary>
/// A subscriber's channels, and where it stands on each. Each channel is in it once, in the order in which they were named.
/// The default value has none.
/// </summary>
public readonly struct Cursor : IReadOnlyList<ChannelPosition>, IEquatable<Cursor>
{
    private readonly ChannelPosition[]? _positions;

    /// <summary>A cursor over the channels given; of a channel named twice, the last position counts.</summary>
    /// <param name="positions">The channels and where the subscriber stands on them.</param>
    public Cursor(params ReadOnlySpan<ChannelPosition> positions)
    {
        var distinct = new ChannelPosition[positions.Length];
        int count = 0;
        foreach (ChannelPosition position in positions)
        {
            int known = IndexOf(distinct.AsSpan(0, count), position.Channel);
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
