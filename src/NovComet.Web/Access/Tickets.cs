using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace NovComet.Web.Access;

/// <summary>
/// Short-lived stand-ins for a user's token, for URLs: EventSource and WebSocket cannot send headers. A ticket opens a subscription
/// or a WebSocket within 30 seconds and nothing else, and what it opens ends when the token does.
/// </summary>
internal sealed class Tickets
{
    private const string Kind = "novcomet-ticket";
    private const string UntilClaim = "until";
    private const int KeyBytes = 32;

    private static readonly TimeSpan s_life = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time;
    private readonly byte[] _secret;
    private readonly TokenKey _key;

    public Tickets(JwtSettings settings, TimeProvider time)
    {
        _time = time;

        // A key of its own, so that no ticket is ever a token, nor a token a ticket.
        byte[] secret = settings.TicketSecret ?? RandomNumberGenerator.GetBytes(KeyBytes);
        _secret = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeyBytes, info: "NovComet ticket"u8.ToArray());
        _key = TokenKey.OfSecret(_secret);
    }

    /// <summary>Makes a ticket.</summary>
    /// <param name="userId">The user's id.</param>
    /// <param name="until">When the user's token ends.</param>
    /// <returns>The ticket, and until when it opens a subscription.</returns>
    public (string Ticket, DateTimeOffset Expires) Issue(string userId, DateTimeOffset until)
    {
        DateTimeOffset expires = _time.GetUtcNow() + s_life;
        if (until < expires) expires = until;
        var payload = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(payload))
        {
            json.WriteStartObject();
            json.WriteString(Asker.UserClaim, userId);
            json.WriteNumber("exp", expires.ToUnixTimeSeconds());
            json.WriteNumber(UntilClaim, until.ToUnixTimeSeconds());
            json.WriteEndObject();
        }

        return (SignedJson.Seal(payload.WrittenSpan, Kind, _secret), expires);
    }

    /// <summary>Reads a ticket.</summary>
    /// <returns>The user, and when its token ends; null where it is no ticket of ours, or not any more.</returns>
    public UserToken? Read(string ticket)
    {
        if (SignedJson.Open(ticket, _key, Kind) is not { } claims) return null;
        return SignedJson.TimeOf(claims, "exp") > _time.GetUtcNow() && SignedJson.TimeOf(claims, UntilClaim) is { } until
            ? new UserToken(SignedJson.TextOf(claims, Asker.UserClaim), until)
            : null;
    }
}
