using System.Text;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

/// <summary>What is written, and the checks that go by what is read: P5 and P6.</summary>
[TestClass]
public sealed class ContentCheckTests
{
    [TestMethod]
    public void Content_ReadAsWritten_IsWhole()
    {
        for (long serial = 0; serial < 200; serial++)
            Assert.AreEqual(new Content("w", serial), Content.Read(Encoding.UTF8.GetString(Content.Write("w", serial))));
    }

    [TestMethod]
    public void Content_AnyCharacterCutOutOrChanged_IsNotWhole()
    {
        string text = Encoding.UTF8.GetString(Content.Write("w", 7));
        for (int i = 0; i < text.Length; i++)
        {
            Assert.IsFalse(Content.Read(text[..i]).IsWhole, text[..i]);
            Assert.IsFalse(Content.Read(text.Remove(i, 1).Insert(i, "x")).IsWhole, $"{i}");
        }
    }

    [TestMethod]
    public void WholeAndPublished_IsKept() => CheckAssert.IsKept(WholenessCheck.Check(new MadeUp().Published(10).Connected("5", to => to.Messages(10)).History));

    [TestMethod]
    public void Half_IsABreach() =>
        CheckAssert.IsBroken(WholenessCheck.Check(new MadeUp().Published(10).Connected("5", to => to.Message(10, Content.Read("{\"w\":"))).History), "P5", "not whole", "{\"w\":");

    [TestMethod]
    public void NeverPublished_IsABreach() =>
        CheckAssert.IsBroken(WholenessCheck.Check(new MadeUp().Connected("5", to => to.Messages(10)).History), "P5", "w#10", "never");

    [TestMethod]
    public void TheSameAfterAReconnect_IsKept() =>
        CheckAssert.IsKept(DuplicateCheck.Check(new MadeUp().Published(10).Connected("5", to => to.Messages(10)).Connected("5", to => to.Messages(10)).History));

    [TestMethod]
    public void TwiceInAConnection_IsABreach() =>
        CheckAssert.IsBroken(DuplicateCheck.Check(new MadeUp().Published(10).Connected("5", to => to.Messages(10, 10)).History), "P6", "came twice");

    [TestMethod]
    public void WithAnotherStampAfterAReconnect_IsABreach()
    {
        MadeUp history = new MadeUp().Connected("5", to => to.Messages(10)).Connected("5", to => to.Message(11, new Content("w", 10)));
        CheckAssert.IsBroken(DuplicateCheck.Check(history.History), "P6", "connection 2", "0.000011", "0.000010");
    }

    [TestMethod]
    public void WithAnotherStampThanAcknowledged_IsABreach() =>
        CheckAssert.IsBroken(DuplicateCheck.Check(new MadeUp().Published(10).Connected("5", to => to.Message(11, new Content("w", 10))).History), "P6", "0.000011");

    [TestMethod]
    public void TwoWithOneStamp_IsABreach() =>
        CheckAssert.IsBroken(DuplicateCheck.Check(new MadeUp().Published(10).Connected("5", to => to.Message(10, new Content("w", 9))).History), "P6", "w#9", "w#10");
}
