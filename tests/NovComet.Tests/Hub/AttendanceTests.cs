using NovComet.Hub;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

[TestClass]
public sealed class AttendanceTests : IDisposable
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    private readonly ManualTime _time = new();
    private readonly List<string> _told = [];
    private readonly Attendance<string> _attendance;

    public AttendanceTests() => _attendance = new Attendance<string>(s_grace, _time, key => _told.Add($"+{key}"), key => _told.Add($"-{key}"));

    public void Dispose() => _attendance.Dispose();

    [TestMethod]
    public void Leave_BackWithinTheGrace_WasNeverGone()
    {
        for (int i = 0; i < 10; i++)
        {
            _attendance.Enter("ann");
            _time.Advance(TimeSpan.FromMinutes(1));
            _attendance.Leave("ann");
            _time.Advance(s_grace - TimeSpan.FromTicks(1));
        }

        AssertTold("+ann");
        _time.Advance(TimeSpan.FromTicks(1));
        AssertTold("+ann -ann");
    }

    [TestMethod]
    public void Leave_OneOfTwoTabs_IsStillThere()
    {
        _attendance.Enter("ann");
        _attendance.Enter("ann");
        _attendance.Leave("ann");
        _time.Advance(10 * s_grace);
        AssertTold("+ann");

        _attendance.Leave("ann");
        _time.Advance(s_grace);
        AssertTold("+ann -ann");
    }

    [TestMethod]
    public void Leave_SeveralOneAfterTheOther_EachIsCountedOutAtItsTime()
    {
        foreach (string name in new[] { "ann", "bob", "eve" }) _attendance.Enter(name);
        foreach (string name in new[] { "bob", "eve", "ann" })
        {
            _attendance.Leave(name);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        _attendance.Enter("eve");
        _time.Advance(TimeSpan.FromSeconds(2));
        AssertTold("+ann +bob +eve -bob");
        _time.Advance(TimeSpan.FromSeconds(2));
        AssertTold("+ann +bob +eve -bob -ann");
        Assert.AreEqual(0, _time.TimersSet, "Nobody is away any more.");
    }

    [TestMethod]
    public void Enter_AfterItWasCountedOut_ComesAnew()
    {
        _attendance.Enter("ann");
        _attendance.Leave("ann");
        _time.Advance(s_grace);
        _attendance.Enter("ann");
        AssertTold("+ann -ann +ann");
    }

    private void AssertTold(string expected) => Assert.AreEqual(expected, string.Join(' ', _told));
}
