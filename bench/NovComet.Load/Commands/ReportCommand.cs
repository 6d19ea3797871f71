using System.CommandLine;
using NovComet.Load.Reporting;

namespace NovComet.Load.Commands;

internal sealed class ReportCommand : Command
{
    private readonly Argument<FileInfo> _results = new("results") { Description = "the file of JSON lines" };
    private readonly Option<string> _settings = new("--settings") { Description = "how the run was set up", DefaultValueFactory = _ => "default" };

    public ReportCommand() : base("report", "what a run measured, as Markdown with ratios to its first server")
    {
        Arguments.Add(_results);
        Options.Add(_settings);
        SetAction(parsed => Console.Write(RunReport.Of(
            ResultJson.ReadAll(parsed.GetRequiredValue(_results).FullName), parsed.GetRequiredValue(_settings))));
    }
}
