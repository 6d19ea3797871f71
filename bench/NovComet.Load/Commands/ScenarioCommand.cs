using System.CommandLine;
using NovComet.Load.Reporting;
using NovComet.Load.Scenarios;

namespace NovComet.Load.Commands;

/// <summary>A verb that touches channels and polls them.</summary>
internal abstract class ScenarioCommand : MeasuringCommand
{
    private readonly Option<string> _directory = new("--directory") { Description = "the server's channel directory", Required = true };

    protected ScenarioCommand(string name, string description) : base(name, description)
    {
        Options.Add(_directory);
        Options.Add(Polls);
    }

    protected Option<int> Polls { get; } = new("--polls") { Description = "held polls", DefaultValueFactory = _ => 10_000 };

    /// <summary>For the scenarios that look a second time, with hold ends.</summary>
    protected Option<double> Hold { get; } = Seconds("--hold", 20, "of the server's hold, for a second look with hold ends; 0: none");

    protected sealed override IEnumerable<LoadResult> Measure(LoadTarget target, ParseResult parsed) =>
        MeasureTouches(target with { Directory = parsed.GetRequiredValue(_directory) }, parsed);

    protected abstract IEnumerable<LoadResult> MeasureTouches(LoadTarget target, ParseResult parsed);
}
