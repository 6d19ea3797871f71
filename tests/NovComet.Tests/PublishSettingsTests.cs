namespace NovComet.Tests;

[TestClass]
public sealed class PublishSettingsTests
{
    [TestMethod]
    [DataRow("k")]
    [DataRow("2b2c7b0e-8a43-4c5e-9d1f-0f3f6f6f2a10")]
    [DataRow("!#$%&'()*+,-./:;<=>?@[]^_`{|}~")]
    [DataRow(null)]
    public void IdempotencyKey_VisibleAscii_IsTaken(string? key) => Assert.AreEqual(key, new PublishSettings { IdempotencyKey = key }.IdempotencyKey);

    [TestMethod]
    [DataRow("")]
    [DataRow("a b")]
    [DataRow("a\"b")]
    [DataRow("a\\b")]
    [DataRow("é")]
    [DataRow("a\n")]
    [DataRow("12345678901234567890123456789012345678901234567890123456789012345")]
    public void IdempotencyKey_AnythingElse_IsRefused(string key) =>
        Assert.ThrowsExactly<ArgumentException>(() => new PublishSettings { IdempotencyKey = key });

    [TestMethod]
    public void Except_TheIdOfASession_StandsAsItsHash()
    {
        Assert.AreEqual("9f9f5111f7b27a78", new PublishSettings { Except = "0123456789abcdef" }.ExceptHash);
        Assert.IsNull(new PublishSettings().ExceptHash);
        Assert.ThrowsExactly<ArgumentException>(() => new PublishSettings { Except = "too short" });
    }
}
