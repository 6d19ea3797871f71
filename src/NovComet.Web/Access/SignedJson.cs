using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace NovComet.Web.Access;

/// <summary>JSON with a signature, in the compact form of RFC 7515: <c>header.payload.signature</c>.</summary>
internal static class SignedJson
{
    private const int MostLength = 8192;

    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Checks a signature, and reads what was signed.</summary>
    /// <param name="token">The text.</param>
    /// <param name="key">What the signature is checked with.</param>
    /// <param name="type">What its header has to say that it is (<c>typ</c>); null for whatever it says.</param>
    /// <returns>The payload; null where it is not such a text, or not signed by the key.</returns>
    public static JsonElement? Open(string token, TokenKey key, string? type = null)
    {
        if (token.Length > MostLength || !Ascii.IsValid(token) || token.Split('.') is not [var header, var payload, var signature]) return null;
        if (Decode(signature) is not { } signed || !IsFor(Json(header), key, type)) return null;
        return key.Verify(Encoding.ASCII.GetBytes($"{header}.{payload}"), signed) ? Json(payload) : null;
    }

    /// <summary>Signs JSON by HS256.</summary>
    public static string Seal(ReadOnlySpan<byte> payload, string type, byte[] secret)
    {
        string text = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"HS256","typ":"{{type}}"}"""))}.{Base64Url.EncodeToString(payload)}";
        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text)))}";
    }

    // Extensions that have to be understood (crit) are none that we understand.
    private static bool IsFor(JsonElement? header, TokenKey key, string? type) =>
        header is { } said
        && string.Equals(TextOf(said, "alg"), key.Algorithm, StringComparison.Ordinal)
        && !said.TryGetProperty("crit", out _)
        && (type is null || string.Equals(TextOf(said, "typ"), type, StringComparison.Ordinal));

    /// <summary>A text; null where there is none, or half a character in it.</summary>
    public static string? TextOf(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out JsonElement value) || value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A time, in Unix seconds.</summary>
    public static DateTimeOffset? TimeOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out double seconds)
        && seconds >= 0
        && seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor(seconds))
            : null;

    private static byte[]? Decode(string text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static JsonElement? Json(string text)
    {
        if (Decode(text) is not { } bytes) return null;
        try
        {
            using var json = JsonDocument.Parse(bytes, s_strict);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
