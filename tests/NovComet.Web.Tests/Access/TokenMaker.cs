using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace NovComet.Web.Tests.Access;

/// <summary>Makes tokens, right ones and wrong ones.</summary>
internal static class TokenMaker
{
    public const string Key = "0123456789abcdef0123456789abcdef";

    public const string Header = """{"alg":"HS256","typ":"JWT"}""";

    public static string Sign(string payload, string header = Header, string key = Key) =>
        Sign(header, payload, data => HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), data));

    public static string Sign(string header, string payload, Func<byte[], byte[]> sign)
    {
        string text = $"{Encode(header)}.{Encode(payload)}";
        return $"{text}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    /// <summary>A token for a user, for an hour.</summary>
    public static string For(string user, TimeSpan? life = null) =>
        Sign($$"""{"sub":"{{user}}","exp":{{TimeProvider.System.GetUtcNow().Add(life ?? TimeSpan.FromHours(1)).ToUnixTimeSeconds()}}}""");

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
