namespace NovComet;

/// <summary>Who is on a channel, as far as this process holds them.</summary>
/// <param name="Subscribers">How many subscribers are held now, whoever they are.</param>
/// <param name="Users">The ids of the users among them, each once; one who is away for less than <see cref="NovCometOptions.PresenceGrace"/> counts.</param>
public sealed record ChannelPresence(int Subscribers, IReadOnlyCollection<string> Users);
