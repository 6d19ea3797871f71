using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NovComet.AspNetCore.Requests;
using NovComet.AspNetCore.Transports;
using NovComet.Channels;
using NovComet.Hub;
using NovComet.Storage;

namespace NovComet.Benchmarks;

/// <summary>The steps of one poll, without the web server: what each costs in time and in memory.</summary>
[MemoryDiagnoser]
[InProcess]
public class PollBenchmarks
{
    private readonly QueryString _query = new("?subscribed[news]=1732089600.123456&1732089601");
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"novcomet-bench-{Environment.ProcessId}");
    private IHost _host = null!;
    private Comet _comet = null!;
    private FileStore _store = null!;
    private ChannelName _channel;
    private Subscription[] _subscriptions = [];
    private ChannelNews _news = null!;

    /// <summary>Starts NovComet on a folder of its own.</summary>
    [GlobalSetup]
    public void Start()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddNovComet(options => options.Directory = Directory.Exists("/dev/shm") ? "/dev/shm/novcomet-bench" : _directory);
        _host = builder.Build();
        _host.Start();
        _comet = _host.Services.GetRequiredService<Comet>();
        _store = _host.Services.GetRequiredService<FileStore>();
        _channel = ChannelName.Parse("news");
        Stamp stamp = _comet.TouchAsync(_channel, default).AsTask().GetAwaiter().GetResult();
        _subscriptions = [new Subscription(_channel, _channel, Position.After(stamp))];
        _news = new ChannelNews(_channel, stamp, null, [], ChannelEvent.Signal(_channel, stamp));
    }

    /// <summary>Stops it.</summary>
    [GlobalCleanup]
    public void Stop() => _host.Dispose();

    /// <summary>From the query of a re-poll to a cursor.</summary>
    [Benchmark]
    public int Parse()
    {
        var arguments = new CometArguments();
        arguments.Add(_query);
        return arguments.Subscribed.Count;
    }

    /// <summary>One look at a channel's file.</summary>
    [Benchmark]
    public async ValueTask<bool> Read() => (await _store.ReadAsync(_channel, null, default)).IsSettled;

    /// <summary>Register, read, compare, wait, be woken, leave.</summary>
    [Benchmark]
    public async Task<bool> Turn()
    {
        using Subscriber subscriber = _comet.Open(_subscriptions, Lifetime.Poll, TaskCreationOptions.None);
        ValueTask<Turn> turn = subscriber.NextAsync(default);
        subscriber.Wake(WakeReason.HoldEnded);
        return (await turn).News.Count > 0;
    }

    /// <summary>The answer of a change that goes to many.</summary>
    [Benchmark]
    public byte[] EncodeShared() => LongPollAnswer.Of(new Turn(WakeReason.News, [_news]), default);
}
