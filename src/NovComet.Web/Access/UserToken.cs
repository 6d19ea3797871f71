using System.Text.Json;

namespace NovComet.Web.Access;

/// <summary>What a user's JSON Web Token (RFC 7519) says.</summary>
/// <param name="UserId">The user's id; null where it names none.</param>
/// <param name="Expires">When it ends.</param>
internal sealed record UserToken(string? UserId, DateTimeOffset Expires)
{
    // For clocks that differ.
    private static readonly TimeSpan s_skew = TimeSpan.FromSeconds(30);

    /// <summary>Reads a token.</summary>
    /// <returns>What it says; null where it is not believed, for whatever reason.</returns>
    public static UserToken? Read(string token, JwtSettings settings, DateTimeOffset now)
    {
        if (SignedJson.Open(token, settings.Key) is not { } claims) return null;
        if (SignedJson.TimeOf(claims, "exp") is not { } expires || expires <= now) return null;
        if (claims.TryGetProperty("nbf", out _) && !(SignedJson.TimeOf(claims, "nbf") <= now + s_skew)) return null;
        if (settings.Issuer is { } issuer && !string.Equals(SignedJson.TextOf(claims, "iss"), issuer, StringComparison.Ordinal)) return null;
        if (settings.Audience is { } audience && !IsFor(claims, audience)) return null;
        return new UserToken(SignedJson.TextOf(claims, Asker.UserClaim), expires);
    }

    private static bool IsFor(JsonElement claims, string audience)
    {
        if (!claims.TryGetProperty("aud", out JsonElement named)) return false;
        return named.ValueKind switch
        {
            JsonValueKind.String => named.ValueEquals(audience),
            JsonValueKind.Array => named.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.String && one.ValueEquals(audience)),
            _ => false,
        };
    }
}
