using System.CommandLine;
using NovComet.Load.Reporting;
using NovComet.Load.Scenarios;

namespace NovComet.Load.Commands;

internal sealed class IdleCommand : ScenarioCommand
{
    private readonly Option<double> _length = Seconds("--seconds", 10, "of looking; less than a hold");

    public IdleCommand() : base("idle", "polls that nobody answers: CPU and memory; on a server that has just started")
    {
        Options.Add(_length);
        Options.Add(Hold);
    }

    protected override IEnumerable<LoadResult> MeasureTouches(LoadTarget target, ParseResult parsed) =>
        new IdleScenario(target, parsed.GetValue(Polls), Time(parsed, _length), Time(parsed, Hold), Time(parsed, Rest)).Run();
}
