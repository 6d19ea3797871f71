using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NovComet.Channels;

namespace NovComet.Hub;

/// <summary>
/// Tells the application what happens, one event after the other and in their order. Its handlers run on a line of their own: a slow one
/// holds up its own kind only, and what they throw is logged.
/// </summary>
internal sealed partial class ApplicationEvents(IOptions<NovCometOptions> options, ILogger<ApplicationEvents> logger) : IDisposable
{
    // Beyond this the application is far behind, and its oldest events are dropped.
    private const int MostWaiting = 100_000;

    private readonly Lazy<Channel<Func<ValueTask>>> _line = new(() => Start(logger));

    /// <summary>Whether the application wants to know who connects.</summary>
    public bool HasConnectionHandlers => options.Value.OnConnected is not null || options.Value.OnDisconnected is not null;

    public void Connected(Visitor visitor) => Tell(options.Value.OnConnected, new ConnectionArguments(visitor.UserId, visitor.SessionId));

    public void Disconnected(Visitor visitor) => Tell(options.Value.OnDisconnected, new ConnectionArguments(visitor.UserId, visitor.SessionId));

    public void Joined(ChannelName channel, string user) => Tell(options.Value.OnJoined, new PresenceArguments(channel.Value, user));

    public void Left(ChannelName channel, string user) => Tell(options.Value.OnLeft, new PresenceArguments(channel.Value, user));

    public void Published(ChannelName channel, Stamp stamp, ReadOnlyMemory<byte> json) =>
        Tell(options.Value.OnPublished, new PublishedArguments(channel.Value, stamp, json));

    public void Dispose()
    {
        if (_line.IsValueCreated) _line.Value.Writer.TryComplete();
    }

    private void Tell<T>(Func<T, ValueTask>? handler, T arguments)
    {
        if (handler is not null) _line.Value.Writer.TryWrite(() => handler(arguments));
    }

    private static Channel<Func<ValueTask>> Start(ILogger logger)
    {
        var bounds = new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true };
        var line = Channel.CreateBounded<Func<ValueTask>>(bounds, _ => LogDropped(logger));
        _ = RunAsync(line.Reader, logger);
        return line;
    }

    private static async Task RunAsync(ChannelReader<Func<ValueTask>> line, ILogger logger)
    {
        // Off the thread that brought the first event.
        await Task.Yield();
        await foreach (Func<ValueTask> tell in line.ReadAllAsync())
        {
            try
            {
                await tell();
            }
#pragma warning disable CA1031 // The application's code may throw anything; the next event follows.
            catch (Exception error)
#pragma warning restore CA1031
            {
                LogFailed(logger, error);
            }
        }
    }

    [LoggerMessage(20, LogLevel.Error, "A handler of the application failed (OnConnected, OnDisconnected, OnJoined, OnLeft or OnPublished)")]
    private static partial void LogFailed(ILogger logger, Exception error);

    [LoggerMessage(21, LogLevel.Warning, "The application's handlers are too slow: an event was dropped")]
    private static partial void LogDropped(ILogger logger);
}
