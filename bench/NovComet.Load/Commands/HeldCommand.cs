using System.CommandLine;
using NovComet.Load.Messages.Scenarios;
using NovComet.Load.Reporting;

namespace NovComet.Load.Commands;

internal sealed class HeldCommand : MessageCommand
{
    private readonly Option<double> _length = Seconds("--seconds", 10, "of looking");

    public HeldCommand() : base("held", "subscribers to whom nothing is said: CPU and memory; on a server that has just started")
    {
        Options.Add(Subscribers);
        Options.Add(_length);
    }

    protected override IEnumerable<LoadResult> Measure(MessageTarget target, ParseResult parsed) =>
        [new HeldScenario(target, parsed.GetValue(Subscribers), Time(parsed, _length), Time(parsed, Rest), Time(parsed, Patience)).Run()];
}
