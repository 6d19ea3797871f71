namespace NovComet.Web.Chat;

/// <summary>Tells a room who comes and who leaves.</summary>
internal sealed class ChatArrivals(IComet comet)
{
    public ValueTask JoinedAsync(PresenceArguments who) => TellAsync(who, new ChatArrival(Join: new ChatPerson(who.UserId).Name, Leave: null));

    public ValueTask LeftAsync(PresenceArguments who) => TellAsync(who, new ChatArrival(Join: null, Leave: new ChatPerson(who.UserId).Name));

    private async ValueTask TellAsync(PresenceArguments who, ChatArrival arrival)
    {
        if (ChatChannels.RoomOf(who.Channel) is not { } room || !string.Equals(ChatWord.Read(room), room, StringComparison.Ordinal)) return;
        string channel = ChatChannels.ArrivalsOf(room);
        if (comet.GetPresence(channel).Subscribers > 0) await comet.PublishAsync(channel, arrival, ChatJson.Readable.ChatArrival);
    }
}
