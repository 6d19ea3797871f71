namespace NovComet.Channels;

/// <summary>A channel, and where a subscriber stands on it.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Position">Where the subscriber stands.</param>
public readonly record struct ChannelPosition(ChannelName Channel, Position Position)
{
    /// <summary>Reads one part of a cursor: <c>name=position</c>, with the name encoded exactly as we write it.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out ChannelPosition read)
    {
        read = default;
        int equals = text.IndexOf('=');
        if (equals < 0
            || !ChannelName.TryDecode(text[..equals].ToString(), out ChannelName channel)
            || !Position.TryParse(text[(equals + 1)..], out Position position))
        {
            return false;
        }

        read = new ChannelPosition(channel, position);
        return true;
    }
}
