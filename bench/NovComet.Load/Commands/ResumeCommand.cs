using System.CommandLine;
using NovComet.Load.Messages.Scenarios;
using NovComet.Load.Reporting;

namespace NovComet.Load.Commands;

internal sealed class ResumeCommand : MessageCommand
{
    private readonly Option<int> _missed = new("--missed") { Description = "messages that each has missed", DefaultValueFactory = _ => 100 };

    public ResumeCommand() : base("resume", "subscribers that come back with their cursors: time until all have all")
    {
        Options.Add(Subscribers);
        Options.Add(_missed);
    }

    protected override IEnumerable<LoadResult> Measure(MessageTarget target, ParseResult parsed) =>
        [new ResumeScenario(target, parsed.GetValue(Subscribers), parsed.GetValue(_missed), Time(parsed, Patience)).Run()];
}
