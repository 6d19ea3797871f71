using System.CommandLine;
using NovComet.Load.Reporting;
using NovComet.Load.Scenarios;

namespace NovComet.Load.Commands;

/// <summary>A verb that runs one scenario, prints its results, and appends them to a file for the report.</summary>
internal abstract class ScenarioCommand : Command
{
    private readonly TargetOptions _target;

    private readonly Option<string?> _results = new("--results") { Description = "a file to append the JSON lines to" };

    protected ScenarioCommand(string name, string description) : base(name, description)
    {
        _target = new TargetOptions(this);
        Options.Add(_results);
        Options.Add(Polls);
        Options.Add(Patience);
        Options.Add(Rest);
        SetAction(Run);
    }

    protected Option<int> Polls { get; } = new("--polls") { Description = "held polls", DefaultValueFactory = _ => 10_000 };

    protected Option<double> Patience { get; } = Seconds("--patience", 10, "after which an answer is missing");

    protected Option<double> Rest { get; } = Seconds("--rest", 3, "after connecting or warming up, before measuring");

    /// <summary>For the scenarios that look a second time, with hold ends.</summary>
    protected Option<double> Hold { get; } = Seconds("--hold", 20, "of the server's hold, for a second look with hold ends; 0: none");

    protected abstract IEnumerable<LoadResult> Measure(LoadTarget target, ParseResult parsed);

    protected static Option<double> Seconds(string name, double value, string description) =>
        new(name) { Description = "seconds, " + description, DefaultValueFactory = _ => value };

    protected static TimeSpan Time(ParseResult parsed, Option<double> option) => TimeSpan.FromSeconds(parsed.GetValue(option));

    /// <summary>Exit code 1 where an answer was missing or wrong: such figures are worth nothing.</summary>
    private int Run(ParseResult parsed)
    {
        var results = Measure(_target.Read(parsed), parsed).ToArray();
        var lines = results.Select(ResultJson.Write).ToArray();
        Console.WriteLine(ResultTable.Of(results));
        foreach (var line in lines) Console.WriteLine(line);
        if (parsed.GetValue(_results) is { } file) File.AppendAllLines(file, lines);
        return results.All(result => result.IsClean) ? 0 : 1;
    }
}
