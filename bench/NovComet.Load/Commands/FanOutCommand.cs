using System.CommandLine;
using NovComet.Load.Reporting;
using NovComet.Load.Scenarios;

namespace NovComet.Load.Commands;

internal sealed class FanOutCommand : ScenarioCommand
{
    private readonly WarmUpOptions _warmUp;
    private readonly Option<int> _rounds = new("--rounds") { Description = "touches", DefaultValueFactory = _ => 20 };
    private readonly Option<double> _pause = Seconds("--pause", 1, "before each touch of the fan-out");

    public FanOutCommand() : base("fanout", "all polls on one channel: answers a second")
    {
        _warmUp = new WarmUpOptions(this);
        Options.Add(_rounds);
        Options.Add(_pause);
    }

    protected override IEnumerable<LoadResult> MeasureTouches(LoadTarget target, ParseResult parsed) => new FanOutScenario(
        target, parsed.GetValue(Polls), parsed.GetValue(_rounds), Time(parsed, _pause), _warmUp.Read(parsed, Time(parsed, Rest)), Time(parsed, Patience)).Run();
}
