using System.Text.Json.Serialization;

namespace NovComet.Load.Reporting;

/// <summary>One measured row. Latencies and costs per answer are microseconds, memory is bytes, CPU is percent of one core.</summary>
internal sealed record LoadResult
{
    public required string Scenario { get; init; }

    public required string Server { get; init; }

    public required int Subscribers { get; init; }

    public required int Channels { get; init; }

    /// <summary>Touches or messages a second.</summary>
    public double? Rate { get; init; }

    public required double Seconds { get; init; }

    public required long Deliveries { get; init; }

    public required long HoldEnds { get; init; }

    public required long Repeated { get; init; }

    public required long Missing { get; init; }

    public required long Wrong { get; init; }

    public required long Lost { get; init; }

    /// <summary>Said by the server: retained messages no longer reached back.</summary>
    public long? Gaps { get; init; }

    public double? P50 { get; init; }

    public double? P99 { get; init; }

    public double? P999 { get; init; }

    public double? Max { get; init; }

    public double? AnswersPerSecond { get; init; }

    /// <summary>How many messages came at once.</summary>
    public double? DeliveriesPerRead { get; init; }

    public required double ServerCpu { get; init; }

    public required double LoadCpu { get; init; }

    public required double OthersCpu { get; init; }

    public double? ServerCpuPerAnswer { get; init; }

    public double? LoadCpuPerAnswer { get; init; }

    public long? MemoryPerSubscriber { get; init; }

    /// <summary>Every touch answered and every message delivered, rightly, on a connection that lived.</summary>
    [JsonIgnore]
    public bool IsClean => (Missing, Wrong, Lost, Gaps ?? 0) is (0, 0, 0, 0);
}
