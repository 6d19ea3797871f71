using NovComet.Channels;

namespace NovComet.Hub;

/// <summary>One channel of a subscriber.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Name">How the subscriber calls it, and how answers do: a user's own channel is <c>@me</c> to that user.</param>
/// <param name="Position">Where the subscriber stands.</param>
internal readonly record struct Subscription(ChannelName Channel, ChannelName Name, Position Position)
{
    public static Subscription[] Of(Cursor cursor)
    {
        var subscriptions = new Subscription[cursor.Count];
        for (int i = 0; i < subscriptions.Length; i++) subscriptions[i] = new Subscription(cursor[i].Channel, cursor[i].Channel, cursor[i].Position);
        return subscriptions;
    }
}
