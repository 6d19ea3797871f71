using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NovComet.Storage;
using NovComet.Testing;
using NovComet.Watching;

namespace NovComet.Tests.Watching;

/// <summary>A watch with its keeper on a directory of its own. No sweep runs: what a test sees, the watch has told.</summary>
internal sealed class WatchRig : IDisposable
{
    private readonly ILoggerFactory _loggers;

    public WatchRig(DetectionMode detection = DetectionMode.Watch)
    {
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(Log));
        var options = new NovCometOptions { Directory = Directory.Path, Detection = detection };
        var directory = new ChannelDirectory(options);
        var selection = new WatchSelection(new OptionsWrapper<NovCometOptions>(options), directory, Sink, Request);
        Asked = Request.Renew();
        Keeper = new WatchKeeper(directory, selection.Make, _loggers.CreateLogger<WatchKeeper>());
        Keeper.Mend();
    }

    public TemporaryDirectory Directory { get; } = new();

    public RecordingSink Sink { get; } = new();

    public SweepRequest Request { get; } = new();

    /// <summary>Ends when the watch asks for a sweep.</summary>
    public Task Asked { get; }

    public WatchKeeper Keeper { get; }

    public LogRecorder Log { get; } = new();

    public void Touch(string name)
    {
        File.AppendAllText(Directory.FileOf(name), "");
        File.SetLastWriteTimeUtc(Directory.FileOf(name), DateTime.UtcNow);
    }

    public Task IsToldAsync(string channel, int moreThan = 0) =>
        Eventually.IsTrueAsync(() => Sink.Told(channel) > moreThan, $"the watch telling of {channel}");

    public void Dispose()
    {
        Keeper.Dispose();
        _loggers.Dispose();
        Directory.Dispose();
    }
}
