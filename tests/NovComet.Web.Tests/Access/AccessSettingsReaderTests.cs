using NovComet.Web.Access;

namespace NovComet.Web.Tests.Access;

/// <summary>Each mistake names its setting and says what to write.</summary>
[TestClass]
public sealed class AccessSettingsReaderTests
{
    [TestMethod]
    [DataRow("""{"Jwt":{"Issuer":"a"}}""", "NovComet:Jwt needs one of Key and PublicKey")]
    [DataRow("""{"Jwt":{"Key":"0123456789abcdef0123456789abcdef","PublicKey":"x","Audience":"a"}}""", "NovComet:Jwt needs one of")]
    [DataRow("""{"Jwt":{"Key":"short"}}""", "NovComet:Jwt:Key is shorter than 32 bytes")]
    [DataRow("""{"Jwt":{"Key":"0123456789abcdef0123456789abcdef","TicketKey":"short"}}""", "NovComet:Jwt:TicketKey is shorter")]
    [DataRow("""{"Jwt":{"Key":"0123456789abcdef0123456789abcdef","Cookie":"a b"}}""", "NovComet:Jwt:Cookie is 'a b'")]
    [DataRow("""{"Jwt":{"Key":"0123456789abcdef0123456789abcdef","Authority":"a"}}""", "NovComet:Jwt:Authority is no setting: use Key, PublicKey")]
    [DataRow("""{"Jwt":{"PublicKey":"/nowhere/key.pem","Audience":"a"}}""", "NovComet:Jwt:PublicKey cannot be read")]
    [DataRow("""{"Jwt":{"PublicKey":"-----BEGIN PUBLIC KEY-----"}}""", "NovComet:Jwt:PublicKey is no public key", "NovComet:Jwt:Audience is missing")]
    [DataRow("""{"Keys":"secret"}""", "NovComet:Keys is a value")]
    [DataRow("""{"Keys":{"shop":"short"}}""", "NovComet:Keys:shop has no secret of at least 16")]
    [DataRow("""{"Keys":{"shop":"with spaces in it, that nobody can send"}}""", "NovComet:Keys:shop has no secret")]
    [DataRow("""{"Keys":[{"Key":"0123456789abcdef"}]}""", "NovComet:Keys:0 has no name")]
    [DataRow("""{"Keys":{"a,b":"0123456789abcdef"}}""", "NovComet:Keys:a,b has no name, or one with a comma")]
    [DataRow("""{"Keys":[{"Name":"a","Key":"0123456789abcdef"},{"Name":"a","Key":"0123456789abcdeF"}]}""", "two keys with the name 'a'")]
    [DataRow("""{"Keys":{"a":"0123456789abcdef","b":"0123456789abcdef"}}""", "have the same secret")]
    [DataRow("""{"Keys":{"a":{"Key":"0123456789abcdef","Channel":"x"}}}""", "NovComet:Keys:a:Channel is no setting: use Name, Key, Channels")]
    [DataRow("""{"Rules":"open"}""", "NovComet:Rules is a value")]
    [DataRow("""{"Rules":[{"Subscribe":"everybody"}]}""", "NovComet:Rules:0 has no Channels")]
    [DataRow("""{"Rules":[{"Channels":"a","Subscribe":"anyone"}]}""", "NovComet:Rules:0:Subscribe has 'anyone': write everybody")]
    [DataRow("""{"Rules":[{"Channels":"a","Publsh":"nobody"}]}""", "NovComet:Rules:0:Publsh is no setting")]
    [DataRow("""{"Rules":[{"Channels":"a","Subscribe":"users"}]}""", "nobody can sign in: set NovComet:Jwt")]
    [DataRow("""{"Rules":[{"Channels":"a","Publish":"key:shop"}]}""", "NovComet:Keys has no key of that name")]
    [DataRow("""{"Rules":[{"Channels":["a",""],"Publish":"everybody"}]}""", "NovComet:Rules:0:Channels has ''")]
    [DataRow("""{"Rules":[{"Channels":"a","Publish":","}]}""", "NovComet:Rules:0:Publish is empty")]
    public void Read_AMistake_IsNamed(string json, params string[] expected)
    {
        IReadOnlyList<string> mistakes = Settings.Read(json).Mistakes;
        Assert.HasCount(expected.Length, mistakes, string.Join('\n', mistakes));
        for (int i = 0; i < expected.Length; i++) Assert.Contains(expected[i], mistakes[i]);
    }

    [TestMethod]
    public void Read_KeysInEachForm_AreFoundByTheirSecret()
    {
        AccessSettings settings = Settings.Read("""{"Keys":{"a":"0123456789abcdef","b":{"Key":"0123456789abcdeF"}}}""");
        var keys = new KeyRing(settings.Keys);
        Assert.AreEqual("a", keys.Find("0123456789abcdef")?.Name);
        Assert.AreEqual("b", keys.Find("0123456789abcdeF")?.Name);
        Assert.IsNull(keys.Find("0123456789abcde"));
        Assert.IsNull(keys.Find(""));
        Assert.AreEqual("c", Settings.Read("""{"Keys":[{"Name":"c","Key":"0123456789abcdef"}]}""").Keys.Single().Name);
    }
}
