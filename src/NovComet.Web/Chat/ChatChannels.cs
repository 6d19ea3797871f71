namespace NovComet.Web.Chat;

/// <summary>Which channels belong to the chat.</summary>
internal static class ChatChannels
{
    private const string RoomPrefix = "chat.";
    private const string ArrivalsPrefix = "chat-who.";

    /// <summary>What is said in a room.</summary>
    public static string OfRoom(string room) => RoomPrefix + room;

    /// <summary>Who comes to a room and who leaves it.</summary>
    public static string ArrivalsOf(string room) => ArrivalsPrefix + room;

    /// <summary>What is said to one person, and what this person said to others.</summary>
    public static string OfPerson(ChatPerson person) => "@user." + person.Id;

    /// <summary>The room whose channel it is; null where it is none's.</summary>
    public static string? RoomOf(string channel) => channel.StartsWith(RoomPrefix, StringComparison.Ordinal) ? channel[RoomPrefix.Length..] : null;

    /// <summary>Whether only the chat itself may publish there, because it says who wrote.</summary>
    public static bool Own(string channel) =>
        channel.StartsWith(RoomPrefix, StringComparison.Ordinal) || channel.StartsWith(ArrivalsPrefix, StringComparison.Ordinal);
}
