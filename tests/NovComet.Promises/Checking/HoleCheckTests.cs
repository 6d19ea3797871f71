using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

[TestClass]
public sealed class HoleCheckTests
{
    [TestMethod]
    public void AllThatCameAfterTheCursor_IsKept() => IsKept(new MadeUp().Published(10, 20, 30).Connected("10", to => to.Messages(20, 30)));

    [TestMethod]
    public void WhatIsYetToCome_IsNotMissed() => IsKept(new MadeUp().Published(10, 20, 30).Connected("5", to => to.Messages(10)));

    [TestMethod]
    public void WhatCameBeforeAGap_IsNotMissed() => IsKept(new MadeUp().Published(10, 20, 30).Connected("5", to => to.Gap(20).Messages(30)));

    [TestMethod]
    public void FromNowOn_WhatCameBeforeIsNotMissed() => IsKept(new MadeUp().Published(10, 20, 30).Connected("0", to => to.Cursor(20).Messages(30)));

    [TestMethod]
    public void OneBetweenTwo_IsABreach() => IsBroken(new MadeUp().Published(10, 20, 30).Connected("5", to => to.Messages(10, 30)), "Message 0.000030", "after 0.000010", "0.000020");

    [TestMethod]
    public void OneBehindTheCursor_IsABreach() => IsBroken(new MadeUp().Published(10, 20).Connected("5", to => to.Messages(20)), "after 0.000005", "0.000010");

    [TestMethod]
    public void OneBehindTheFirstCursorToldFromNowOn_IsABreach() => IsBroken(new MadeUp().Published(10, 20).Connected("0", to => to.Cursor(5).Messages(20)), "0.000010");

    [TestMethod]
    public void OneBehindAGap_IsABreach() => IsBroken(new MadeUp().Published(10, 20, 30).Connected("5", to => to.Gap(10).Messages(30)), "after 0.000010", "0.000020");

    [TestMethod]
    public void ASignalInsteadOfAMessage_IsABreach() => IsBroken(new MadeUp().Published(10, 20).Connected("10", to => to.Signal(20)), "Signal", "0.000020");

    [TestMethod]
    public void ACursorAheadOfAMessage_IsABreach() => IsBroken(new MadeUp().Published(10, 20).Connected("10", to => to.Cursor(20)), "Cursor", "0.000020");

    [TestMethod]
    public void OneInDoubtThatSomebodyElseSaw_IsABreach()
    {
        MadeUp history = new MadeUp().Published(10, 30);
        history.Begun(20);
        IsBroken(history.Connected("5", to => to.Messages(10, 20, 30)).Connected("5", to => to.Messages(10, 30)), "connection 2", "0.000020");
    }

    [TestMethod]
    public void OneInDoubtThatNobodySaw_IsNotMissed()
    {
        MadeUp history = new MadeUp().Published(10, 30);
        history.Begun(20);
        IsKept(history.Connected("5", to => to.Messages(10, 30)));
    }

    private static void IsKept(MadeUp made) => CheckAssert.IsKept(Check(made.History));

    private static void IsBroken(MadeUp made, params ReadOnlySpan<string> words) => CheckAssert.IsBroken(Check(made.History), "P4", words);

    private static IEnumerable<Breach> Check(History history) => HoleCheck.Check(history, new KnownMessages(history));
}
