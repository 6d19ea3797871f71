using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

[TestClass]
public sealed class ResumeCheckTests
{
    [TestMethod]
    public void GoingOnFromWhatWasTold_ToTheEnd_IsKept() =>
        IsKept(new MadeUp().Published(10, 20, 30).Ended(30).Connected("5", to => to.Messages(10)).Connected("10", to => to).Connected("10", to => to.Messages(20, 30)));

    [TestMethod]
    public void ToldAgain_IsKept() =>
        IsKept(new MadeUp().Published(10, 20).Ended(20).Connected("5", to => to.Messages(10)).Connected("5", to => to.Messages(10, 20)));

    [TestMethod]
    public void LostBetweenTwoConnections_IsABreach() =>
        IsBroken(new MadeUp().Published(10, 20, 30).Ended(30).Connected("5", to => to.Messages(10)).Connected("10", to => to.Messages(30)), "connection 2", "0.000020");

    [TestMethod]
    public void LostThoughTheSecondConnectionBeganFromNow_IsABreach() =>
        IsBroken(new MadeUp().Published(10, 20, 30).Ended(30).Connected("0", to => to.Cursor(10)).Connected("0", to => to.Cursor(20).Messages(30)), "connection 2", "0.000020");

    [TestMethod]
    public void NotToldToTheEnd_IsABreach() =>
        IsBroken(new MadeUp().Published(10, 20).Ended(20).Connected("5", to => to.Messages(10)), "s never got further than 0.000010", "0.000020");

    [TestMethod]
    public void GoingOnAheadOfWhatWasTold_IsABreach() =>
        IsBroken(new MadeUp().Published(10).Ended(10).Connected("5", to => to.Messages(10)).Connected("12", to => to), "connection 2", "0.000012");

    private static void IsKept(MadeUp made) => CheckAssert.IsKept(Check(made.History));

    private static void IsBroken(MadeUp made, params ReadOnlySpan<string> words) => CheckAssert.IsBroken(Check(made.History), "P7", words);

    private static IEnumerable<Breach> Check(History history) => ResumeCheck.Check(history, new KnownMessages(history));
}
