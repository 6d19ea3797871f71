using NovComet.Web.Chat;

namespace NovComet.Web.Tests.Chat;

[TestClass]
public sealed class ChatWordTests
{
    [TestMethod]
    [DataRow("Ann")]
    [DataRow("Cléo d'Arc")]
    [DataRow("李小龍")]
    [DataRow("R2-D2")]
    [DataRow("lobby.2")]
    public void Read_OfAName_IsTheName(string name) => Assert.AreEqual(name, ChatWord.Read(name));

    [TestMethod]
    public void Read_OfANameBetweenSpaces_IsTheNameAlone() => Assert.AreEqual("Ann Lee", ChatWord.Read("  Ann   Lee "));

    [TestMethod]
    public void Read_OfThirtyLettersOfTwoBytes_IsTheName() => Assert.AreEqual(new string('Я', 30), ChatWord.Read(new string('Я', 30)));

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("   ")]
    [DataRow("@ann")]
    [DataRow("../../etc")]
    [DataRow("<b>")]
    [DataRow("an\u200bn", DisplayName = "invisible")]
    [DataRow("an\u202en", DisplayName = "turned round")]
    [DataRow("an\nn", DisplayName = "two lines")]
    [DataRow("an\ud800n", DisplayName = "half a letter")]
    [DataRow("\u0301e", DisplayName = "an accent on nothing")]
    [DataRow("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", DisplayName = "31 letters")]
    [DataRow("ȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺȺ", DisplayName = "letters that take more bytes in lower case")]
    public void Read_OfWhatIsNoName_IsNothing(string? typed) => Assert.IsNull(ChatWord.Read(typed));
}
