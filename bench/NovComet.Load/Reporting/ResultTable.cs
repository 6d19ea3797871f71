namespace NovComet.Load.Reporting;

/// <summary>All that was measured, a row a result.</summary>
internal static class ResultTable
{
    public static string Of(IEnumerable<LoadResult> results)
    {
        var table = new TextTable(
            "scenario", "server", "subscribers", "channels", "published/s", "delivered", "p50", "p99", "p99.9", "max", "delivered/s",
            "at once", "missing/wrong/lost", "gaps", "hold ends", "server CPU", "µs each", "load CPU", "µs each", "others' CPU", "bytes each");
        foreach (var result in results)
        {
            table.Add(
                result.Scenario, result.Server, Figure.Plain(result.Subscribers), Figure.Plain(result.Channels), Figure.Plain(result.Rate),
                Figure.Plain(result.Deliveries), Figure.Time(result.P50), Figure.Time(result.P99), Figure.Time(result.P999),
                Figure.Time(result.Max), Figure.Plain(result.AnswersPerSecond), Figure.Fine(result.DeliveriesPerRead), $"{result.Missing}/{result.Wrong}/{result.Lost}",
                Figure.Plain(result.Gaps), Figure.Plain(result.HoldEnds), Figure.Percent(result.ServerCpu), Figure.Fine(result.ServerCpuPerAnswer),
                Figure.Percent(result.LoadCpu), Figure.Fine(result.LoadCpuPerAnswer), Figure.Percent(result.OthersCpu),
                Figure.Plain(result.MemoryPerSubscriber));
        }

        return table.ToString();
    }
}
