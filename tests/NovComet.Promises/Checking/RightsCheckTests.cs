using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

[TestClass]
public sealed class RightsCheckTests
{
    [TestMethod]
    public void ToldWithTheRight_OrRefusedWithoutIt_IsKept()
    {
        CheckAssert.IsKept(Check(new MadeUp().Connected("5", to => to.Messages(10)), isAllowed: true));
        CheckAssert.IsKept(Check(new MadeUp().Connected("5", CursorKind.Own, to => to, status: 403), isAllowed: false));
    }

    [TestMethod]
    public void ToldWithoutTheRight_IsABreach() => CheckAssert.IsBroken(Check(new MadeUp().Connected("5", to => to.Messages(10)), isAllowed: false), "P13", "Message 0.000010");

    [TestMethod]
    public void AGapWithoutTheRight_IsABreach() => CheckAssert.IsBroken(Check(new MadeUp().Connected("5", to => to.Gap(10)), isAllowed: false), "P13", "Gap");

    [TestMethod]
    public void RefusedWithTheRight_IsABreach() =>
        CheckAssert.IsBroken(Check(new MadeUp().Connected("5", CursorKind.Own, to => to, status: 403), isAllowed: true), "P13", "403");

    [TestMethod]
    public void AroundTheChange_EitherIsKept()
    {
        CheckAssert.IsKept(Check(new MadeUp().Connected("5", to => to.Messages(10)), isAllowed: null));
        CheckAssert.IsKept(Check(new MadeUp().Connected("5", CursorKind.Own, to => to, status: 403), isAllowed: null));
    }

    private static IEnumerable<Breach> Check(MadeUp made, bool? isAllowed) => RightsCheck.Check(made.History, (_, _, _) => isAllowed);
}
