namespace NovComet.Promises.Checking;

[TestClass]
public sealed class LossCheckTests
{
    [TestMethod]
    public void AcknowledgedAndRetained_IsKept() => IsKept(new MadeUp().Published(10, 20).Kept(1, 10, 20));

    [TestMethod]
    public void AcknowledgedAndTrimmedAway_IsKept() => IsKept(new MadeUp().Published(10, 20).Kept(10, 20));

    [TestMethod]
    public void InDoubt_MayBeThereOrNot()
    {
        MadeUp history = new MadeUp().Published(10);
        history.Begun(20);
        history.Begun(30);
        IsKept(history.Kept(1, 10, 30));
    }

    [TestMethod]
    public void AcknowledgedAndGone_IsABreach() => IsBroken(new MadeUp().Published(10, 20).Kept(1, 10), "w#20", "lost");

    [TestMethod]
    public void AcknowledgedAndAnotherInItsPlace_IsABreach()
    {
        var history = new MadeUp();
        history.Begun(5).Acknowledge(MadeUp.At(10), TimeSpan.FromSeconds(1));
        IsBroken(history.Kept(1, 10), "w#5", "lost");
    }

    [TestMethod]
    public void RefusedAndRetained_IsABreach() => IsBroken(WithRefusal(new MadeUp()).Kept(1, 10), "w#10", "refused (507) and is there");

    [TestMethod]
    public void RefusedAndDelivered_IsABreach() => IsBroken(WithRefusal(new MadeUp()).Connected("5", to => to.Messages(10)), "w#10", "came, though it was refused");

    private static MadeUp WithRefusal(MadeUp history)
    {
        history.Begun(10).Refuse("507", TimeSpan.FromSeconds(1));
        return history;
    }

    private static void IsKept(MadeUp made) => CheckAssert.IsKept(LossCheck.Check(made.History));

    private static void IsBroken(MadeUp made, params ReadOnlySpan<string> words) => CheckAssert.IsBroken(LossCheck.Check(made.History), "P11", words);
}
