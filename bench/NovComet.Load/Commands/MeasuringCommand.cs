using System.CommandLine;
using NovComet.Load.Reporting;
using NovComet.Load.Scenarios;

namespace NovComet.Load.Commands;

/// <summary>A verb that measures a server, prints the results, and appends them to a file for the report.</summary>
internal abstract class MeasuringCommand : Command
{
    private readonly TargetOptions _target;

    private readonly Option<string?> _results = new("--results") { Description = "a file to append the JSON lines to" };

    protected MeasuringCommand(string name, string description) : base(name, description)
    {
        _target = new TargetOptions(this);
        Options.Add(_results);
        Options.Add(Patience);
        Options.Add(Rest);
        SetAction(Run);
    }

    protected Option<double> Patience { get; } = Seconds("--patience", 10, "after which an answer is missing");

    protected Option<double> Rest { get; } = Seconds("--rest", 3, "after connecting or warming up, before measuring");

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
