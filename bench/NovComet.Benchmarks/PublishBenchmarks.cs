using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NovComet.Channels;

namespace NovComet.Benchmarks;

/// <summary>Publishing to one channel in the process, into the channel's log: a message of 100 bytes.</summary>
[MemoryDiagnoser]
[InProcess]
[Config(typeof(PerSecond))]
public class PublishBenchmarks
{
    private const int Messages = 64 * 1024;

    private readonly string _directory =
        Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"novcomet-bench-{Environment.ProcessId}");

    private readonly MessageContent _content = MessageContent.FromText(new string('-', 100));
    private IHost _host = null!;
    private IComet _comet = null!;

    /// <summary>How many publish at the same time, each its next message when the last one is acknowledged.</summary>
    [Params(1, 64, 1024)]
    public int Publishers { get; set; }

    /// <summary>Starts NovComet on a folder of its own.</summary>
    [GlobalSetup]
    public void Start()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddNovComet(options => options.Directory = _directory);
        _host = builder.Build();
        _host.Start();
        _comet = _host.Services.GetRequiredService<IComet>();
    }

    /// <summary>Stops it.</summary>
    [GlobalCleanup]
    public void Stop()
    {
        _host.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>One message.</summary>
    [Benchmark(OperationsPerInvoke = Messages)]
    public Task Publish() => Task.WhenAll(Enumerable.Range(0, Publishers).Select(_ => Task.Run(PublishShareAsync)));

    private async Task PublishShareAsync()
    {
        for (int message = 0; message < Messages / Publishers; message++) await _comet.PublishAsync("news", _content);
    }

    private sealed class PerSecond : ManualConfig
    {
        public PerSecond() => AddColumn(StatisticColumn.OperationsPerSecond);
    }
}
