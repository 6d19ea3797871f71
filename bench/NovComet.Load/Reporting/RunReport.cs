using System.Globalization;

namespace NovComet.Load.Reporting;

/// <summary>One run as a section of a Markdown file.</summary>
internal static class RunReport
{
    public static string Of(IReadOnlyList<LoadResult> results, string settings) =>
        $"""
        ## {DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC

        Machine: {Machine.Description}
        Settings: {settings}

        {RatioTable.Of(results)}
        {ResultTable.Of(results)}

        """;
}
