using System.Text;

namespace NovComet.Web.Access;

/// <summary>Whose tokens are believed.</summary>
/// <param name="Key">What their signatures are checked with.</param>
/// <param name="Issuer">Who has to have made them (<c>iss</c>); null for whoever can sign.</param>
/// <param name="Audience">For whom they have to be (<c>aud</c>); null for anybody.</param>
/// <param name="Cookie">The name of a cookie that a token may come in; null for none.</param>
/// <param name="TicketSecret">The secret from which the key of the tickets is made; null to make one up.</param>
internal sealed record JwtSettings(TokenKey Key, string? Issuer, string? Audience, string? Cookie, byte[]? TicketSecret)
{
    public static byte[] BytesOf(string key) => Encoding.UTF8.GetBytes(key);
}
