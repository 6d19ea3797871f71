using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

[TestClass]
public sealed class OrderCheckTests
{
    [TestMethod]
    public void InOrder_IsKept() =>
        CheckAssert.IsKept(OrderCheck.Check(new MadeUp().Published(10, 20).Connected("5", to => to.Messages(10, 20).Signal(30)).History));

    [TestMethod]
    public void AfterAGap_ALowerStampIsAnotherLife() =>
        CheckAssert.IsKept(OrderCheck.Check(new MadeUp().Connected("5", to => to.Messages(20).Gap(8).Messages(10)).History));

    [TestMethod]
    public void ALowerStampLater_IsABreach() =>
        CheckAssert.IsBroken(OrderCheck.Check(new MadeUp().Connected("5", to => to.Messages(20, 10)).History), "P3", "0.000010", "0.000020");

    [TestMethod]
    public void ASignalThatGoesBack_IsABreach() =>
        CheckAssert.IsBroken(OrderCheck.Check(new MadeUp().Connected("5", to => to.Messages(20).Signal(10)).History), "P3", "Signal");

    [TestMethod]
    public void PublishedAtTheSameTime_AnyOrderOfStampsIsKept()
    {
        var history = new MadeUp();
        Publication one = history.Begun(1), other = history.Begun(2);
        one.Acknowledge(MadeUp.At(20), TimeSpan.FromSeconds(1));
        other.Acknowledge(MadeUp.At(10), TimeSpan.FromSeconds(1));
        CheckAssert.IsKept(OrderCheck.Check(history.History));
    }

    [TestMethod]
    [DataRow(10)]
    [DataRow(20)]
    public void PublishedAfterAnAcknowledgement_NotALaterStamp_IsABreach(long stamp)
    {
        MadeUp history = new MadeUp().Published(20);
        history.Begun(2).Acknowledge(MadeUp.At(stamp), TimeSpan.FromSeconds(1));
        CheckAssert.IsBroken(OrderCheck.Check(history.History), "P3", "w#2", "w#20");
    }
}
