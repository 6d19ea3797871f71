using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NovComet.Channels;
using NovComet.Storage;

namespace NovComet.Benchmarks;

/// <summary>Messages of 100 bytes to one channel, with its log: what one costs, by one publisher and by many at once.</summary>
[MemoryDiagnoser]
[InProcess]
public class AppendBenchmarks
{
    private const int Messages = 64_000;

    private readonly MessageDraft _draft = new(MessageContent.FromText(new string('x', 98)));
    private readonly ChannelName _channel = ChannelName.Parse("news");
    private string _directory = "";
    private IHost _host = null!;
    private FileStore _store = null!;

    /// <summary>How many publish at once.</summary>
    [Params(1, 8, 64, 512)]
    public int Publishers { get; set; }

    /// <summary>Starts NovComet on a folder of its own.</summary>
    [GlobalSetup]
    public void Start()
    {
        string parent = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        _directory = Path.Combine(parent, $"novcomet-bench-append-{Environment.ProcessId}");
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddNovComet(options => options.Directory = _directory);
        _host = builder.Build();
        _host.Start();
        _store = _host.Services.GetRequiredService<FileStore>();
    }

    /// <summary>Stops it.</summary>
    [GlobalCleanup]
    public void Stop()
    {
        _host.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Each publisher waits for its message's stamp before it sends the next.</summary>
    [Benchmark(OperationsPerInvoke = Messages)]
    public Task Append() => Task.WhenAll(Enumerable.Range(0, Publishers).Select(_ => Task.Run(async () =>
    {
        for (int i = 0; i < Messages / Publishers; i++) await _store.AppendAsync(_channel, _draft, default);
    })));
}
