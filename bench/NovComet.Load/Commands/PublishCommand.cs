using System.CommandLine;
using NovComet.Load.Messages.Scenarios;
using NovComet.Load.Reporting;

namespace NovComet.Load.Commands;

internal sealed class PublishCommand : MessageCommand
{
    private readonly Option<int> _publishers = new("--publishers") { Description = "connections that publish", DefaultValueFactory = _ => 64 };
    private readonly Option<double> _warmUp = Seconds("--warm-up-seconds", 10, "before measuring");
    private readonly Option<double> _length = Seconds("--seconds", 10, "of publishing");

    public PublishCommand() : base("publish", "many connections that publish to one channel by HTTP")
    {
        foreach (var option in new Option[] { _publishers, _warmUp, _length }) Options.Add(option);
    }

    protected override IEnumerable<LoadResult> Measure(MessageTarget target, ParseResult parsed) =>
        [new PublishScenario(target, parsed.GetValue(_publishers), Time(parsed, _length), Time(parsed, _warmUp), Time(parsed, Rest), Time(parsed, Patience)).Run()];
}
