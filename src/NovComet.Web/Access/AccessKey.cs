using System.Security.Cryptography;
using System.Text;
using NovComet.Channels;

namespace NovComet.Web.Access;

/// <summary>A publisher's key. The secret itself is not kept.</summary>
internal sealed class AccessKey(string name, string secret, ChannelPattern[]? channels)
{
    private readonly byte[] _hash = HashOf(secret);

    public string Name { get; } = name;

    /// <summary>Whether it is the key with this secret, found out in the same time whatever is right in it.</summary>
    public bool IsFor(ReadOnlySpan<byte> hash) => CryptographicOperations.FixedTimeEquals(_hash, hash);

    /// <summary>Whether its own settings let it reach a channel.</summary>
    public bool Reaches(ChannelName channel) => channels is null || channels.Any(pattern => pattern.Matches(channel));

    /// <summary>Whether it opens a channel of which no rule speaks: one that it names, or any that is not reserved.</summary>
    public bool Opens(ChannelName channel) => channels is null ? !channel.IsReserved : Reaches(channel);

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
