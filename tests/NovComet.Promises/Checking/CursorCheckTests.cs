using NovComet.Promises.Recording;

namespace NovComet.Promises.Checking;

[TestClass]
public sealed class CursorCheckTests
{
    [TestMethod]
    public void GarbageWith400_AndForeignWithAGap_IsKept() =>
        IsKept(new MadeUp().Connected("x", CursorKind.Garbage, to => to, status: 400).Connected("5", CursorKind.Foreign, to => to.Cursor(5).Gap(10)));

    [TestMethod]
    public void GarbageThatIsServed_IsABreach() => IsBroken(new MadeUp().Connected("x", CursorKind.Garbage, to => to.Cursor(5)), "a at x", "200");

    [TestMethod]
    public void GarbageThatHangs_IsABreach() => IsBroken(new MadeUp().Connected("x", CursorKind.Garbage, to => to, status: null), "nothing");

    [TestMethod]
    public void ForeignThatGetsMessages_IsABreach() => IsBroken(new MadeUp().Connected("5", CursorKind.Foreign, to => to.Messages(10)), "0.000005", "Message");

    [TestMethod]
    public void ForeignThatHangs_IsABreach() => IsBroken(new MadeUp().Connected("5", CursorKind.Foreign, to => to.Cursor(5)), "nothing instead of a gap");

    [TestMethod]
    public void ForeignThatIsToldLate_IsABreach() => IsBroken(new MadeUp().Connected("5", CursorKind.Foreign, to => to.Later(3).Gap(10)), "took");

    private static void IsKept(MadeUp made) => CheckAssert.IsKept(Check(made.History));

    private static void IsBroken(MadeUp made, params ReadOnlySpan<string> words) => CheckAssert.IsBroken(Check(made.History), "P10", words);

    private static IEnumerable<Breach> Check(History history) => CursorCheck.Check(history, TimeSpan.FromSeconds(2));
}
