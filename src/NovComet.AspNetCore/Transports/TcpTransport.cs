using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NovComet.AspNetCore.Authorization;
using NovComet.Hub;

namespace NovComet.AspNetCore.Transports;

/// <summary>
/// Raw TCP: a session of frames, one a line. Nobody is signed in here, so policies see an anonymous user. The ways in which one ends:
/// <list type="table">
/// <item><term>refused before it begins</term><description>an <c>error</c>: the gateway, or the address, holds as many as it may; or <c>retry</c>: the process is stopping</description></item>
/// <item><term><see cref="FrameEnd.Gone"/></term><description>the client closed its side: what it sent before is done and answered</description></item>
/// <item><term><see cref="FrameEnd.Stopping"/></term><description><c>{"retry":milliseconds}</c></description></item>
/// <item><term><see cref="FrameEnd.Idle"/>, <see cref="FrameEnd.TooLarge"/>, <see cref="FrameEnd.Failed"/></term><description>an <c>error</c></description></item>
/// </list>
/// Then the connection is closed. A client that does not read is cut off a few seconds later.
/// </summary>
internal sealed partial class TcpTransport(
    Comet comet, FrameRequests requests, SubscriberQuota quota, StreamDeadlines deadlines, IOptions<NovCometOptions> options, ILogger<TcpTransport> logger)
{
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2);

    /// <summary>Serves one connection until it ends. Never throws.</summary>
    public async Task ServeAsync(ConnectionContext connection)
    {
        try
        {
            await RunAsync(connection, new Caller(user: null, (connection.RemoteEndPoint as IPEndPoint)?.Address));
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // It went away before it was served.
        }
        catch (Exception error)
        {
            LogFailed(error);
        }

        // What was written leaves first, if the client takes it.
        Task closed = connection.DisposeAsync().AsTask();
        await closed.WaitAsync(s_farewell, deadlines.Time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!closed.IsCompleted) connection.Abort();
        await closed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync(ConnectionContext connection, Caller caller)
    {
        using var carrier = new TcpCarrier(connection, FrameBounds.BytesFor(options.Value.Limits));
        using SubscriberLease lease = quota.Take(caller);
        if (!lease.IsGranted || comet.IsStopping)
        {
            await SayAsync(carrier, lease.Refusal is { } refusal ? FrameJson.Error(refusal) : FrameJson.Retry(Reconnection.NextDelay()));
            return;
        }

        FrameClient client;
        try
        {
            client = new FrameClient(caller, comet.Open([], Lifetime.Stream, TaskCreationOptions.RunContinuationsAsynchronously), []);
        }
        catch (SubscriberLimitException error)
        {
            await SayAsync(carrier, FrameJson.Error(error.Message));
            return;
        }

        using (client) await new FrameSession(carrier, client, requests, deadlines).RunAsync();
    }

    private ValueTask SayAsync(TcpCarrier carrier, byte[] json) => carrier.WriteAsync(carrier.Format.Of(json), deadlines.Overdue);

    [LoggerMessage(LogLevel.Error, "A TCP connection was closed because something failed that should not.")]
    private partial void LogFailed(Exception error);
}
