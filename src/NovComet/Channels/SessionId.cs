using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace NovComet.Channels;

/// <summary>
/// The id of a session: one connection or tab, whose channel is <c>@session.&lt;id&gt;</c>. Whoever knows the id may subscribe to that
/// channel, so the id is kept out of logs and of other people's messages, where its hash stands for it.
/// </summary>
internal static class SessionId
{
    /// <summary>With what the names of sessions' channels start.</summary>
    public const string Prefix = "@session.";

    private const int LeastLength = 16;
    private const int MostLength = 64;
    private const int HashBytes = 8;

    private static readonly SearchValues<char> s_allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>Whether it can be an id: 16 to 64 letters, digits, <c>_</c> and <c>-</c>. Shorter ones could be guessed.</summary>
    public static bool IsValid(ReadOnlySpan<char> id) => id.Length is >= LeastLength and <= MostLength && !id.ContainsAnyExcept(s_allowed);

    /// <summary>What stands for an id where others may see it: 16 hex digits.</summary>
    public static string HashOf(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, HashBytes));

    /// <summary>The id of the first session among channels; null where there is none.</summary>
    public static string? First(IEnumerable<ChannelName> channels) => channels
        .Where(channel => channel.Value.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(channel => channel.Value[Prefix.Length..])
        .FirstOrDefault();

    /// <summary>The hash of the session whose channel this is; null where it is another channel.</summary>
    public static string? HashOf(ChannelName channel) =>
        channel.Value.StartsWith(Prefix, StringComparison.Ordinal) ? HashOf(channel.Value[Prefix.Length..]) : null;
}
