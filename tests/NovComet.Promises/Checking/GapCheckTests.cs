namespace NovComet.Promises.Checking;

[TestClass]
public sealed class GapCheckTests
{
    [TestMethod]
    public void MoreThanIsRetained_IsKept() => IsKept(new MadeUp(retention: 2).Published(10, 20, 30).Connected("5", to => to.Gap(10).Messages(20, 30)));

    [TestMethod]
    public void InDoubtCountsToo() => IsKept(WithDoubt(new MadeUp(retention: 2).Published(10, 20)).Connected("5", to => to.Gap(10).Messages(20)));

    [TestMethod]
    public void NoMoreThanIsRetained_IsABreach() =>
        IsBroken(new MadeUp(retention: 2).Published(10, 20, 30).Connected("10", to => to.Gap(20).Messages(30)), "a gap of 'a' to 0.000020", "after 0.000010");

    [TestMethod]
    public void BeforeEnoughWasPublished_IsABreach() =>
        IsBroken(new MadeUp(retention: 2).Published(10, 20).Connected("5", to => to.Gap(10)).Published(30, 40), "a gap of 'a'");

    [TestMethod]
    public void ASecondGapInAConnection_CountsFromWhatWasTold() =>
        IsBroken(new MadeUp(retention: 2).Published(10, 20, 30).Connected("5", to => to.Gap(10).Messages(20).Gap(25)), "0.000025");

    [TestMethod]
    public void AnotherChannel_IsABreach() => IsBroken(new MadeUp().Published(10).Connected("5", to => to.Of("b", 10)), "'b'", "did not subscribe");

    private static MadeUp WithDoubt(MadeUp history)
    {
        history.Begun(15);
        return history;
    }

    private static void IsKept(MadeUp made) => CheckAssert.IsKept(GapCheck.Check(made.History));

    private static void IsBroken(MadeUp made, params ReadOnlySpan<string> words) => CheckAssert.IsBroken(GapCheck.Check(made.History), "P8", words);
}
