using System.CommandLine;
using NovComet.Load.Scenarios;

namespace NovComet.Load.Commands;

internal sealed class WarmUpOptions
{
    private readonly Option<long> _answers = new("--warm-up")
    {
        Description = "answers before measuring",
        DefaultValueFactory = _ => 200_000,
    };

    private readonly Option<double> _atMost = new("--warm-up-seconds")
    {
        Description = "seconds, longest time to warm up",
        DefaultValueFactory = _ => 30,
    };

    public WarmUpOptions(Command command)
    {
        command.Options.Add(_answers);
        command.Options.Add(_atMost);
    }

    public WarmUp Read(ParseResult parsed, TimeSpan rest) =>
        new(parsed.GetValue(_answers), TimeSpan.FromSeconds(parsed.GetValue(_atMost)), rest);
}
