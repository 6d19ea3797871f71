using System.Security.Cryptography;
using NovComet.Channels;

namespace NovComet.Web.Chat;

/// <summary>Somebody who has a name. Whoever takes the name later is somebody else, with another id, and so with another channel.</summary>
/// <param name="Id">The user's id: something random, a dot, and the name as its holder spelled it first.</param>
internal sealed record ChatPerson(string Id)
{
    private const char Separator = '.';

    // As many as leave room for 30 letters of two bytes.
    private const int RandomLength = 11;

    /// <summary>What the person is called.</summary>
    public string Name => Id[(Id.IndexOf(Separator, StringComparison.Ordinal) + 1)..];

    /// <summary>Somebody who takes a name.</summary>
    public static ChatPerson New(string name) => new(RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", RandomLength) + Separator + name);

    /// <summary>Whether a person of that name can have a channel.</summary>
    public static bool CanBeCalled(string name) => ReservedChannels.TryOfUser(new string('0', RandomLength) + Separator + name, out _);
}
