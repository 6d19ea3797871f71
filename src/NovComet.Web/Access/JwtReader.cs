using System.Buffers;

namespace NovComet.Web.Access;

/// <summary>Reads <c>NovComet:Jwt</c>.</summary>
internal static class JwtReader
{
    private const int LeastKeyBytes = 32;

    private static readonly string[] s_known = ["Key", "PublicKey", "Issuer", "Audience", "Cookie", "TicketKey"];

    private static readonly SearchValues<char> s_cookieCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");

    public static JwtSettings? Read(IConfigurationSection section, List<string> mistakes)
    {
        if (!section.Exists()) return null;
        int before = mistakes.Count;
        AccessSettingsReader.Refuse(section, s_known, mistakes);
        (string? secret, string? pem) = (section["Key"], section["PublicKey"]);
        if (secret is null == pem is null)
            mistakes.Add($"{section.Path} needs one of Key and PublicKey: a secret of at least {LeastKeyBytes} bytes that tokens are signed with (HS256), or the public key of who signs them (RS256, ES256), as PEM text or the path of a PEM file.");

        CheckSecret(section.GetSection("Key"), mistakes);
        CheckSecret(section.GetSection("TicketKey"), mistakes);
        TokenKey? key = secret is not null ? TokenKey.OfSecret(JwtSettings.BytesOf(secret)) : pem is null ? null : PublicKey(section.GetSection("PublicKey"), mistakes);
        if (pem is not null && string.IsNullOrEmpty(section["Audience"]))
            mistakes.Add($"{section.Path}:Audience is missing: with a PublicKey, name the audience that tokens for this gateway have, or those for other services of the same issuer would open it.");

        if (section["Cookie"] is { } cookie && (cookie.Length == 0 || cookie.AsSpan().ContainsAnyExcept(s_cookieCharacters)))
            mistakes.Add($"{section.Path}:Cookie is '{cookie}': write the name of a cookie, of letters, digits, '_', '-' and '.'.");

        if (key is null || mistakes.Count > before) return null;
        string? ticketSecret = section["TicketKey"] ?? secret;
        return new JwtSettings(key, section["Issuer"], section["Audience"], section["Cookie"], ticketSecret is null ? null : JwtSettings.BytesOf(ticketSecret));
    }

    private static void CheckSecret(IConfigurationSection setting, List<string> mistakes)
    {
        if (setting.Value is { } secret && JwtSettings.BytesOf(secret).Length < LeastKeyBytes)
            mistakes.Add($"{setting.Path} is shorter than {LeastKeyBytes} bytes: make one by openssl rand -base64 32.");
    }

    private static TokenKey? PublicKey(IConfigurationSection setting, List<string> mistakes)
    {
        string text = setting.Value ?? "";
        try
        {
            if (!text.Contains("-----BEGIN", StringComparison.Ordinal)) text = File.ReadAllText(text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            mistakes.Add($"{setting.Path} cannot be read: {error.Message} Write PEM text, or the path of a PEM file.");
            return null;
        }

        // A private key has a public part too, but has no business here.
        TokenKey? key = text.Contains("PRIVATE KEY", StringComparison.Ordinal) ? null : TokenKey.OfPem(text);
        if (key is null) mistakes.Add($"{setting.Path} is no public key of RSA (2048 bits or more) or of the curve P-256, as PEM text or the path of a PEM file.");
        return key;
    }
}
