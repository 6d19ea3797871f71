using System.Security.Cryptography;

namespace NovComet.Web.Access;

/// <summary>
/// What a token's signature is checked with. Each key knows the one algorithm (RFC 7518) that it is for, whatever a token says of itself.
/// </summary>
internal abstract class TokenKey
{
    public abstract string Algorithm { get; }

    public abstract bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);

    public static TokenKey OfSecret(byte[] secret) => new Secret(secret);

    /// <summary>Reads a public key, of RSA with at least 2048 bits or of the curve P-256, from its PEM text.</summary>
    /// <returns>The key; null where it is none.</returns>
    public static TokenKey? OfPem(string pem)
    {
        try
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return rsa.KeySize >= 2048 ? new Rsa(rsa) : null;
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            return OfCurve(pem);
        }
    }

    private static Curve? OfCurve(string pem)
    {
        try
        {
            var curve = ECDsa.Create();
            curve.ImportFromPem(pem);
            return curve.KeySize == 256 ? new Curve(curve) : null;
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private sealed class Secret(byte[] secret) : TokenKey
    {
        public override string Algorithm => "HS256";

        public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
            CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(secret, data), signature);
    }

    // The framework promises nothing of these two for several threads at a time.
    private sealed class Rsa(RSA key) : TokenKey
    {
        private readonly Lock _lock = new();

        public override string Algorithm => "RS256";

        public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
        {
            lock (_lock) return key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    private sealed class Curve(ECDsa key) : TokenKey
    {
        private readonly Lock _lock = new();

        public override string Algorithm => "ES256";

        public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
        {
            lock (_lock) return key.VerifyData(data, signature, HashAlgorithmName.SHA256);
        }
    }
}
