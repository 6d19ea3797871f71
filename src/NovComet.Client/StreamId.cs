using NovComet.Channels;

namespace NovComet.Client;

/// <summary>The ids of an event stream: each is the whole cursor at its place.</summary>
internal static class StreamId
{
    /// <summary>Moves a subscriber's channels to where an id says. Channels that are not the subscriber's, and an id that is none, change nothing.</summary>
    public static Cursor Resume(Cursor asked, string id)
    {
        if (!Cursor.TryParse(id, out Cursor read, out _)) return asked;
        ChannelPosition[] positions = [.. asked];
        foreach (ChannelPosition position in read)
        {
            int index = Array.FindIndex(positions, known => known.Channel == position.Channel);
            if (index >= 0) positions[index] = position;
        }

        return new Cursor(positions);
    }
}
