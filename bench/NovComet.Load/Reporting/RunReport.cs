using System.Globalization;

namespace NovComet.Load.Reporting;

/// <summary>One run as a section of a Markdown file.</summary>
internal static class RunReport
{
    private const double MuchOfOthers = 15;

    public static string Of(IReadOnlyList<LoadResult> results, string settings) =>
        $"""
        ## {DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC

        Machine: {Machine.Description}
        Settings: {settings}
        {Caveat(results)}
        {RatioTable.Of(results)}
        {ResultTable.Of(results)}

        """;

    private static string Caveat(IReadOnlyList<LoadResult> results)
    {
        var disturbed = results.Count(result => result.OthersCpu > MuchOfOthers);
        return disturbed == 0
            ? ""
            : $"\n**The machine was not quiet: in {disturbed} of {results.Count} rows others took more than {MuchOfOthers} % of a core. Repeat.**\n";
    }
}
