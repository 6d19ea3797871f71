using NovComet.Channels;

namespace NovComet.Tests.Channels;

[TestClass]
public sealed class SessionIdTests
{
    private const string Id = "0123456789abcdef";

    [TestMethod]
    [DataRow(Id, true)]
    [DataRow("AZaz09_-AZaz09_-", true)]
    [DataRow("0123456789abcde", false)]
    [DataRow("0123456789abcde.", false)]
    [DataRow("0123456789abcdeé", false)]
    [DataRow("0123456789abcde\n", false)]
    [DataRow("", false)]
    public void IsValid_SixteenOrMoreOfItsCharacters(string id, bool isValid) => Assert.AreEqual(isValid, SessionId.IsValid(id));

    [TestMethod]
    public void IsValid_UpToSixtyFour()
    {
        Assert.IsTrue(SessionId.IsValid(new string('x', 64)));
        Assert.IsFalse(SessionId.IsValid(new string('x', 65)));
    }

    [TestMethod]
    public void HashOf_AnId_IsTheBeginningOfItsSha256()
    {
        // echo -n 0123456789abcdef | sha256sum
        Assert.AreEqual("9f9f5111f7b27a78", SessionId.HashOf(Id));
        Assert.AreEqual(SessionId.HashOf(Id), SessionId.HashOf(ChannelName.Parse("@session." + Id)));
        Assert.IsNull(SessionId.HashOf(ChannelName.Parse("@user." + Id)));
    }
}
