using System.CommandLine;
using NovComet.Load.Reporting;
using NovComet.Load.Scenarios;

namespace NovComet.Load.Commands;

internal sealed class FloorCommand : Command
{
    private readonly Option<DirectoryInfo> _directory = new("--directory") { Description = "a folder to touch a file in", Required = true };
    private readonly Option<int> _core = new("--server-core") { Description = "the core to answer from" };
    private readonly Option<double> _rate = new("--rate") { Description = "touches a second", DefaultValueFactory = _ => 200 };
    private readonly Option<double> _seconds = new("--seconds") { Description = "of touching", DefaultValueFactory = _ => 5 };
    private readonly Option<string?> _results = new("--results") { Description = "a file to append the JSON line to" };

    public FloorCommand() : base("floor", "what the machine takes from a touch to an answer, without any gateway")
    {
        Options.Add(_directory);
        Options.Add(_core);
        Options.Add(_rate);
        Options.Add(_seconds);
        Options.Add(_results);
        SetAction(parsed =>
        {
            LoadResult result = new FloorScenario(
                parsed.GetRequiredValue(_directory).FullName,
                parsed.GetValue(_core),
                parsed.GetValue(_rate),
                TimeSpan.FromSeconds(parsed.GetValue(_seconds))).Run();
            var line = ResultJson.Write(result);
            Console.WriteLine(line);
            if (parsed.GetValue(_results) is { } file) File.AppendAllLines(file, [line]);
        });
    }
}
