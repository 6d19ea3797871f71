using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace NovComet.Promises.Clients;

/// <summary>JSON Web Tokens as an application would issue them.</summary>
internal static class UserToken
{
    /// <summary>Signs one.</summary>
    /// <param name="key">The secret that the gateway has too.</param>
    /// <param name="user">Who it is for.</param>
    /// <param name="expires">Until when it is good.</param>
    public static string Issue(string key, string user, DateTimeOffset expires)
    {
        string signed = Encode("""{"alg":"HS256","typ":"JWT"}""") + "." + Encode($$"""{"sub":"{{user}}","exp":{{expires.ToUnixTimeSeconds()}}}""");
        return signed + "." + Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(signed)));
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
