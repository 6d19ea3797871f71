namespace NovComet.Promises.Checking;

[TestClass]
public sealed class DelayCheckTests
{
    [TestMethod]
    public void AtOnce_IsKept() => CheckAssert.IsKept(Check(Told(after: 0), slow: "other"));

    [TestMethod]
    public void Late_IsABreach() => CheckAssert.IsBroken(Check(Told(after: 3), slow: "other"), "P12", "w#10");

    [TestMethod]
    public void LateForTheSlowOne_IsKept() => CheckAssert.IsKept(Check(Told(after: 3), slow: "s"));

    [TestMethod]
    public void PublishedBeforeItConnected_IsNotLate() =>
        CheckAssert.IsKept(Check(new MadeUp().Published(10).Connected("5", to => to.Later(3).Messages(10)), slow: "other"));

    private static MadeUp Told(int after)
    {
        var history = new MadeUp();
        return history.Connected("5", to =>
        {
            history.Published(10);
            return to.Later(after).Messages(10);
        });
    }

    private static IEnumerable<Breach> Check(MadeUp made, string slow) => DelayCheck.Check(made.History, slow, TimeSpan.FromSeconds(2));
}
