namespace NovComet.AspNetCore.Requests;

/// <summary>What outsiders are told of names that start with <c>@</c>: they address users, sessions and everybody, and are closed.</summary>
internal static class ReservedChannels
{
    public const string Sentence = "Channel names that start with @ are the gateway's own: use a name that starts otherwise.";
}
