using System.Globalization;

namespace NovComet.Load.Reporting;

/// <summary>The servers side by side, each figure with its ratio to the server that was measured first.</summary>
internal static class RatioTable
{
    private static readonly (string Scenario, string Name, Func<LoadResult, double?> Value, Func<double?, string> Format)[] s_figures =
    [
        .. OfTransport("SSE"),
        .. OfTransport("WebSocket"),
        .. OfTransport("long-poll"),
        ("publish by HTTP", "acknowledged/s", result => result.Rate, Figure.Plain),
        ("publish by HTTP", "server CPU each", result => result.ServerCpuPerAnswer, Figure.Time),
        ("floor", "touch to answer without a gateway, p50", result => result.P50, Figure.Time),
        ("spread", "touch to answer, p50", result => result.P50, Figure.Time),
        ("spread", "touch to answer, p99", result => result.P99, Figure.Time),
        ("spread", "server CPU", result => result.ServerCpu, Figure.Percent),
        ("spread, with hold ends", "touch to answer, p50", result => result.P50, Figure.Time),
        ("spread, with hold ends", "touch to answer, p99", result => result.P99, Figure.Time),
        ("spread, with hold ends", "server CPU", result => result.ServerCpu, Figure.Percent),
        ("idle", "server CPU", result => result.ServerCpu, Figure.Percent),
        ("idle", "bytes a held poll", result => result.MemoryPerSubscriber, Figure.Plain),
        ("idle, with hold ends", "server CPU", result => result.ServerCpu, Figure.Percent),
        ("fan-out", "answers/s", result => result.AnswersPerSecond, Figure.Plain),
        ("fan-out", "touch to answer, p50", result => result.P50, Figure.Time),
        ("fan-out", "touch to answer, p99", result => result.P99, Figure.Time),
        ("cycles", "answers/s, polls taken in again", result => result.AnswersPerSecond, Figure.Plain),
        ("cycles", "server CPU an answer", result => result.ServerCpuPerAnswer, Figure.Time),
    ];

    private static (string Scenario, string Name, Func<LoadResult, double?> Value, Func<double?, string> Format)[] OfTransport(string name) =>
    [
        ($"{name}, each alone", "delivered/s", result => result.AnswersPerSecond, Figure.Plain),
        ($"{name}, each alone", "publish to delivery, p50", result => result.P50, Figure.Time),
        ($"{name}, each alone", "publish to delivery, p99", result => result.P99, Figure.Time),
        ($"{name}, each alone", "server CPU each", result => result.ServerCpuPerAnswer, Figure.Time),
        ($"{name}, several at once", "delivered/s", result => result.AnswersPerSecond, Figure.Plain),
        ($"{name}, several at once", "server CPU each", result => result.ServerCpuPerAnswer, Figure.Time),
        ($"{name}, resume", "until all have all", result => result.Max, Figure.Time),
        ($"{name}, idle", "bytes each", result => result.MemoryPerSubscriber, Figure.Plain),
        ($"{name}, idle", "server CPU", result => result.ServerCpu, Figure.Percent),
    ];

    public static string Of(IReadOnlyList<LoadResult> results)
    {
        string[] servers = [.. results.Select(result => result.Server).Distinct()];
        var table = new TextTable(["scenario", "figure", .. servers]);
        foreach (var (scenario, name, value, format) in s_figures)
        {
            double?[] values = [.. servers.Select(server => results.LastOrDefault(r => r.Server == server && r.Scenario == scenario)).Select(r => r is null ? null : value(r))];
            if (values.All(one => one is null)) continue;
            table.Add([scenario, name, .. values.Select((one, index) => index == 0 ? format(one) : Compared(one, values[0]))]);

            string Compared(double? one, double? first) => one is null || first is null or 0
                ? format(one)
                : $"{format(one)} ({(one / first).Value.ToString(one / first >= 10 ? "#,0" : "0.00", CultureInfo.InvariantCulture)} ×)";
        }

        return table.ToString();
    }
}
