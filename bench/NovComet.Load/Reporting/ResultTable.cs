namespace NovComet.Load.Reporting;

/// <summary>All that was measured, a row a result.</summary>
internal static class ResultTable
{
    public static string Of(IEnumerable<LoadResult> results)
    {
        var table = new TextTable(
            "scenario", "server", "polls", "channels", "touches/s", "answered", "p50", "p99", "p99.9", "max", "answers/s",
            "missing/wrong/lost", "hold ends", "server CPU", "µs/answer", "load CPU", "µs/answer", "others' CPU", "bytes/poll");
        foreach (var result in results)
        {
            table.Add(
                result.Scenario, result.Server, Figure.Plain(result.Polls), Figure.Plain(result.Channels), Figure.Plain(result.Rate),
                Figure.Plain(result.Deliveries), Figure.Time(result.P50), Figure.Time(result.P99), Figure.Time(result.P999),
                Figure.Time(result.Max), Figure.Plain(result.AnswersPerSecond), $"{result.Missing}/{result.Wrong}/{result.Lost}",
                Figure.Plain(result.HoldEnds), Figure.Percent(result.ServerCpu), Figure.Fine(result.ServerCpuPerAnswer),
                Figure.Percent(result.LoadCpu), Figure.Fine(result.LoadCpuPerAnswer), Figure.Percent(result.OthersCpu),
                Figure.Plain(result.MemoryPerPoll));
        }

        return table.ToString();
    }
}
