using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

[TestClass]
public sealed class HeartbeatCheckTests
{
    [TestMethod]
    public void WhereTheSubscriberStands_InTime_IsKept() =>
        IsKept(new MadeUp().Published(10).Connected("5", to => to.Cursor(5).Messages(10).Cursor(10).Later(1).Cursor(10).Later(1).Cursor(10)));

    [TestMethod]
    public void ALongPoll_HasNone() =>
        IsKept(new MadeUp().Published(10).Connected("5", CursorKind.Own, to => to.Later(10).Messages(10), "long-poll"));

    [TestMethod]
    public void NotFirst_IsABreach() => IsBroken(new MadeUp().Published(10).Connected("5", to => to.Messages(10)), "does not begin");

    [TestMethod]
    public void BehindWhatWasTold_IsABreach() => IsBroken(new MadeUp().Published(10).Connected("5", to => to.Cursor(5).Messages(10).Cursor(5)), "0.000005", "behind 0.000010");

    [TestMethod]
    public void AheadOfWhatWasTold_IsABreach() => IsBroken(new MadeUp().Published(10).Connected("5", to => to.Cursor(5).Cursor(12)), "0.000012", "ahead of message 0.000010");

    [TestMethod]
    public void TooLate_IsABreach() => IsBroken(new MadeUp().Connected("5", to => to.Cursor(5).Later(3).Cursor(5)), "silent", "Cursor");

    [TestMethod]
    public void NoneBeforeTheEnd_IsABreach() => IsBroken(new MadeUp().Connected("5", to => to.Cursor(5).Later(3)), "silent", "ended");

    private static void IsKept(MadeUp made) => CheckAssert.IsKept(Check(made.History));

    private static void IsBroken(MadeUp made, params ReadOnlySpan<string> words) => CheckAssert.IsBroken(Check(made.History), "P9", words);

    private static IEnumerable<Breach> Check(History history) => HeartbeatCheck.Check(history, new KnownMessages(history), TimeSpan.FromSeconds(2));
}
