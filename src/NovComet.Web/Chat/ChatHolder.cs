using System.Security.Cryptography;
using System.Text;
using NovComet.Channels;

namespace NovComet.Web.Chat;

/// <summary>Who holds a name, as the name's file says: one line, with the hash of the holder's secret and the holder's id.</summary>
/// <param name="SecretHash">The SHA-256 of what the holder's browser has, in hex.</param>
/// <param name="Person">The holder.</param>
internal sealed record ChatHolder(string SecretHash, ChatPerson Person)
{
    private const char Separator = ' ';
    private const char End = '\n';

    public static ChatHolder New(string name, string secret) => new(HashOf(secret), ChatPerson.New(name));

    /// <summary>Reads a name's file.</summary>
    /// <returns>The holder; null where there is none, or the file is damaged.</returns>
    public static ChatHolder? Read(string path)
    {
        try
        {
            string line = File.ReadAllText(path);
            int end = line.IndexOf(Separator, StringComparison.Ordinal);
            if (end < 0 || line[^1] != End) return null;
            string id = line[(end + 1)..^1];
            return ReservedChannels.TryOfUser(id, out _) ? new ChatHolder(line[..end], new ChatPerson(id)) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Makes the name's file.</summary>
    /// <exception cref="IOException">It is there already, or cannot be made.</exception>
    public void Write(string path)
    {
        using FileStream file = new(path, FileMode.CreateNew);
        file.Write(Encoding.UTF8.GetBytes(SecretHash + Separator + Person.Id + End));
    }

    /// <summary>Whether it is the holder's secret.</summary>
    public bool Has(string secret) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(SecretHash), Encoding.UTF8.GetBytes(HashOf(secret)));

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
