using NovComet.Channels;
using NovComet.Storage;

namespace NovComet.Tests.Channels;

[TestClass]
public sealed class ChannelNameTests
{
    [TestMethod]
    [DataRow("news", "news")]
    [DataRow("Az09_.-", "Az09_.-")]
    [DataRow("../../etc/passwd", "%2E.%2F..%2Fetc%2Fpasswd")]
    [DataRow("/etc/passwd", "%2Fetc%2Fpasswd")]
    [DataRow("a/../b", "a%2F..%2Fb")]
    [DataRow(@"..\..\x", "%2E.%5C..%5Cx")]
    [DataRow(".", "%2E")]
    [DataRow("..", "%2E.")]
    [DataRow(".hidden", "%2Ehidden")]
    [DataRow(".novcomet", "%2Enovcomet")]
    [DataRow("a.", "a.")]
    [DataRow("a ", "a%20")]
    [DataRow(" ", "%20")]
    [DataRow("~root", "%7Eroot")]
    [DataRow("%2e%2e%2f", "%252e%252e%252f")]
    [DataRow("100%", "100%25")]
    [DataRow("CON", "CON")]
    [DataRow("@user.42", "%40user.42")]
    [DataRow("a&b=c?d#e", "a%26b%3Dc%3Fd%23e")]
    [DataRow("subscribed[x]", "subscribed%5Bx%5D")]
    [DataRow("é", "%C3%A9")]
    [DataRow("e\u0301", "e%CC%81")]
    [DataRow("日本", "%E6%97%A5%E6%9C%AC")]
    [DataRow("🚀", "%F0%9F%9A%80")]
    [DataRow("\u202Etxt", "%E2%80%AEtxt")]
    [DataRow("\uFFFF", "%EF%BF%BF")]
    public void Parse_AHostileButPossibleName_IsEncodedSafely(string text, string encoded)
    {
        ChannelName name = ChannelName.Parse(text);

        Assert.AreEqual(encoded, name.Encoded);
        Assert.AreEqual(text, name.Value);
        Assert.AreEqual(text, name.ToString());
        Assert.IsTrue(ChannelName.TryDecode(encoded, out ChannelName back));
        Assert.AreEqual(name, back);
    }

    [TestMethod]
    [DataRow("", "empty")]
    [DataRow("\0", "control character")]
    [DataRow("a\0b", "control character")]
    [DataRow("a\nb", "control character")]
    [DataRow("a\r", "control character")]
    [DataRow("\t", "control character")]
    [DataRow("\u001b[31m", "control character")]
    [DataRow("\u007f", "control character")]
    [DataRow("\u0080", "control character")]
    [DataRow("a\u0085b", "control character")]
    [DataRow("\u009f", "control character")]
    public void TryParse_AnImpossibleName_SaysWhatToChange(string text, string reason) => AssertRefused(text, reason);

    // Apart from the table above, because a test's name cannot hold half a character.
    [TestMethod]
    public void TryParse_HalfASurrogatePair_SaysWhatToChange()
    {
        AssertRefused("\uD83D", "surrogate");
        AssertRefused("\uDE80", "surrogate");
        AssertRefused("a\uD83D", "surrogate");
        AssertRefused("\uD83Da", "surrogate");
        AssertRefused("\uDE80\uD83D", "surrogate");
    }

    [TestMethod]
    public void TryParse_Null_IsEmpty() => AssertRefused(null, "empty");

    [TestMethod]
    [DataRow("a", 200)]
    [DataRow("/", 66)]
    [DataRow("é", 33)]
    [DataRow("🚀", 16)]
    public void TryParse_TwoHundredEncodedBytes_AreTheMost(string character, int most)
    {
        Assert.IsTrue(ChannelName.TryParse(string.Concat(Enumerable.Repeat(character, most)), out ChannelName longest, out _));
        Assert.IsInRange(189, 200, longest.Encoded.Length);
        AssertRefused(string.Concat(Enumerable.Repeat(character, most + 1)), "too long");
    }

    [TestMethod]
    public void TryParse_TwoHundredPlainBytesAndALeadingDot_CountTheEncodedDot()
    {
        Assert.IsTrue(ChannelName.TryParse("." + new string('a', 197), out _, out _));
        AssertRefused("." + new string('a', 198), "too long");
    }

    [TestMethod]
    public void TryParse_AMegabyte_IsTooLongWhateverIsInIt() => AssertRefused(new string('\n', 1 << 20), "too long");

    [TestMethod]
    [DataRow("%41", DisplayName = "a plain letter needs no encoding")]
    [DataRow("%c3%a9", DisplayName = "lower-case hex")]
    [DataRow("%2e", DisplayName = "lower-case hex of a dot")]
    [DataRow("a%2Eb", DisplayName = "a dot that does not lead")]
    [DataRow(".a", DisplayName = "a leading dot that is not encoded")]
    [DataRow("..", DisplayName = "the parent folder")]
    [DataRow("%C3", DisplayName = "half of a UTF-8 sequence")]
    [DataRow("%C0%AE", DisplayName = "an overlong UTF-8 sequence")]
    [DataRow("%ED%A0%80", DisplayName = "a surrogate in UTF-8")]
    [DataRow("%F4%90%80%80", DisplayName = "beyond Unicode")]
    [DataRow("%", DisplayName = "a lone percent sign")]
    [DataRow("%2", DisplayName = "half an escape")]
    [DataRow("%zz", DisplayName = "no hex")]
    [DataRow("%00", DisplayName = "NUL")]
    [DataRow("a%0A", DisplayName = "a line break")]
    [DataRow("é", DisplayName = "a letter that needs encoding")]
    [DataRow("a b", DisplayName = "a space that needs encoding")]
    [DataRow("", DisplayName = "nothing")]
    public void TryDecode_AnotherSpelling_IsNoChannel(string encoded)
    {
        Assert.IsFalse(ChannelName.TryDecode(encoded, out _));
        Assert.IsFalse(ChannelDirectory.TryGetChannel(encoded + ".comet", out _));
    }

    [TestMethod]
    [DataRow("news")]
    [DataRow("news.COMET")]
    [DataRow("news.comet~")]
    [DataRow("news.comet.swp")]
    [DataRow(".comet")]
    [DataRow("comet")]
    public void TryGetChannel_AFileThatIsNoChannels_FindsNone(string fileName) =>
        Assert.IsFalse(ChannelDirectory.TryGetChannel(fileName, out _));

    [TestMethod]
    [DataRow("@all", true)]
    [DataRow("@", true)]
    [DataRow("all@", false)]
    public void IsReserved_ALeadingAt_IsTheGatewaysOwn(string text, bool expected) => Assert.AreEqual(expected, ChannelName.Parse(text).IsReserved);

    [TestMethod]
    public void Default_WasNeverSet()
    {
        Assert.AreEqual("", default(ChannelName).ToString());
        Assert.AreEqual(0, default(ChannelName).GetHashCode());
        Assert.ThrowsExactly<InvalidOperationException>(() => default(ChannelName).Value);
        Assert.ThrowsExactly<InvalidOperationException>(() => default(ChannelName).Encoded);
    }

    private static void AssertRefused(string? text, string reason)
    {
        Assert.IsFalse(ChannelName.TryParse(text, out ChannelName name, out string? mistake));
        Assert.AreEqual(default, name);
        Assert.Contains(reason, mistake);
        Assert.AreEqual(mistake, Assert.ThrowsExactly<ArgumentException>(() => ChannelName.Parse(text!)).Message.Split(" (Parameter")[0]);
    }
}
