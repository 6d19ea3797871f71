using System.Security.Cryptography;
using System.Text;
using NovComet.Web.Access;

namespace NovComet.Web.Tests.Access;

/// <summary>Which tokens are believed: signed by the key that is configured, in the way that is meant for it, and valid now.</summary>
[TestClass]
public sealed class UserTokenTests
{
    private const string Fine = """{"sub":"42","exp":2000}""";

    private static readonly DateTimeOffset s_now = DateTimeOffset.FromUnixTimeSeconds(1000);
    private static readonly JwtSettings s_settings = Settings();

    [TestMethod]
    [DataRow(Fine, true)]
    [DataRow("""{"sub":"42","exp":2000.9}""", true)]
    [DataRow("""{"sub":"42","exp":1001}""", true)]
    [DataRow("""{"sub":"42","exp":1000}""", false, DisplayName = "ends now")]
    [DataRow("""{"sub":"42","exp":999}""", false)]
    [DataRow("""{"sub":"42"}""", false, DisplayName = "never ends")]
    [DataRow("""{"sub":"42","exp":"2000"}""", false)]
    [DataRow("""{"sub":"42","exp":-1}""", false)]
    [DataRow("""{"sub":"42","exp":1e300}""", false)]
    [DataRow("""{"sub":"42","exp":2000,"nbf":1030}""", true)]
    [DataRow("""{"sub":"42","exp":2000,"nbf":1031}""", false, DisplayName = "begins later")]
    [DataRow("""{"sub":"42","exp":2000,"nbf":"now"}""", false)]
    [DataRow("""{"sub":"42","exp":999,"exp":2000}""", false, DisplayName = "says two things")]
    [DataRow("""["sub"]""", false)]
    [DataRow("", false)]
    public void Payload_IsJudged(string payload, bool isBelieved) =>
        Assert.AreEqual(isBelieved, UserToken.Read(TokenMaker.Sign(payload), s_settings, s_now) is { UserId: "42" });

    [TestMethod]
    [DataRow("""{"alg":"HS256"}""", true)]
    [DataRow("""{"alg":"none"}""", false)]
    [DataRow("""{"alg":"hs256"}""", false)]
    [DataRow("""{"alg":"HS512"}""", false)]
    [DataRow("""{"alg":"RS256"}""", false)]
    [DataRow("""{"typ":"JWT"}""", false)]
    [DataRow("""{"alg":"HS256","alg":"none"}""", false)]
    [DataRow("""{"alg":"HS256","crit":["b64"],"b64":false}""", false)]
    [DataRow("HS256", false)]
    public void Header_IsJudged(string header, bool isBelieved) =>
        Assert.AreEqual(isBelieved, UserToken.Read(TokenMaker.Sign(Fine, header), s_settings, s_now) is not null);

    [TestMethod]
    public void Signature_OfAnotherKeyOrNone_OrOfOtherContent_IsNotBelieved()
    {
        string token = TokenMaker.Sign(Fine);
        string[] parts = token.Split('.');
        string[] other = TokenMaker.Sign("""{"sub":"1","exp":2000}""").Split('.');
        string[] wrong =
        [
            TokenMaker.Sign(Fine, key: "another key, as long as the right one"),
            $"{parts[0]}.{parts[1]}.", $"{parts[0]}.{parts[1]}", $"{parts[0]}.{other[1]}.{parts[2]}", $"{token}.{parts[2]}",
            token[..^2], "." + token, "..", "", ".", "x.y.z", "\u00e9" + token, token.Replace('.', ','), new string('a', 100_000),
        ];
        foreach (string one in wrong) Assert.IsNull(UserToken.Read(one, s_settings, s_now), one);
        Assert.IsNotNull(UserToken.Read(token, s_settings, s_now));
    }

    [TestMethod]
    [DataRow("""{"sub":"42","exp":2000,"iss":"us","aud":"here"}""", true)]
    [DataRow("""{"sub":"42","exp":2000,"iss":"us","aud":["there","here"]}""", true)]
    [DataRow("""{"sub":"42","exp":2000,"iss":"us","aud":"there"}""", false)]
    [DataRow("""{"sub":"42","exp":2000,"iss":"us","aud":["there"]}""", false)]
    [DataRow("""{"sub":"42","exp":2000,"iss":"us","aud":{"here":1}}""", false)]
    [DataRow("""{"sub":"42","exp":2000,"iss":"us"}""", false)]
    [DataRow("""{"sub":"42","exp":2000,"aud":"here"}""", false)]
    [DataRow("""{"sub":"42","exp":2000,"iss":"them","aud":"here"}""", false)]
    public void IssuerAndAudience_WhereSet_AreAsked(string payload, bool isBelieved) =>
        Assert.AreEqual(isBelieved, UserToken.Read(TokenMaker.Sign(payload), Settings() with { Issuer = "us", Audience = "here" }, s_now) is not null);

    [TestMethod]
    public void PublicKey_OfRsa_BelievesItsOwnSignatureAlone()
    {
        using var rsa = RSA.Create(2048);
        string pem = rsa.ExportSubjectPublicKeyInfoPem();
        AssertPublicKey(pem, "RS256", data => rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [TestMethod]
    public void PublicKey_OfACurve_BelievesItsOwnSignatureAlone()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string pem = curve.ExportSubjectPublicKeyInfoPem();
        AssertPublicKey(pem, "ES256", data => curve.SignData(data, HashAlgorithmName.SHA256));
    }

    [TestMethod]
    public void PublicKey_TooWeakOrNone_IsRefused()
    {
        using var rsa = RSA.Create(1024);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.IsNull(TokenKey.OfPem(rsa.ExportSubjectPublicKeyInfoPem()));
        Assert.IsNull(TokenKey.OfPem(curve.ExportSubjectPublicKeyInfoPem()));
        Assert.IsNull(TokenKey.OfPem("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"));
        Assert.IsNull(TokenKey.OfPem(""));
    }

    private static void AssertPublicKey(string pem, string algorithm, Func<byte[], byte[]> sign)
    {
        JwtSettings settings = s_settings with { Key = TokenKey.OfPem(pem)! };
        string header = $$"""{"alg":"{{algorithm}}"}""";
        Assert.IsNotNull(UserToken.Read(TokenMaker.Sign(header, Fine, sign), settings, s_now));
        Assert.IsNull(UserToken.Read(TokenMaker.Sign(header, Fine, data => sign([.. data, 0])), settings, s_now));
        Assert.IsNull(UserToken.Read(TokenMaker.Sign(header, Fine, _ => [1, 2, 3]), settings, s_now));

        // The public key is no secret: used as one, it must not open anything.
        Assert.IsNull(UserToken.Read(TokenMaker.Sign(Fine, key: pem), settings, s_now));
    }

    private static JwtSettings Settings() => new(TokenKey.OfSecret(Encoding.UTF8.GetBytes(TokenMaker.Key)), null, null, null, null);
}
