using System.Buffers;
using System.Net.WebSockets;
using NovComet.AspNetCore.Requests;
using NovComet.Hub;

namespace NovComet.AspNetCore.Transports;

/// <summary>
/// Frames both ways over a carrier: the loop's turns to the client, and what the client asks. Each way goes on once its last frame is written,
/// so a client that does not read lags on its cursor, is not listened to, and holds nothing but that. <see cref="FrameEnd"/> lists how it ends.
/// </summary>
internal sealed class FrameSession(IFrameCarrier carrier, FrameClient client, FrameRequests requests, StreamDeadlines deadlines)
{
    // How long a client is given to answer a goodbye.
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2);

    private FrameEnd _end = FrameEnd.Gone;
    private bool _isClosing;
    private bool _wasHeard;

    /// <summary>Runs it until it ends, one way or the other.</summary>
    public async Task RunAsync()
    {
        Task listening = Task.CompletedTask;
        try
        {
            await client.Subscriber.ArmAsync();
            await WriteAsync(FrameJson.Cursor(client.Subscriber.Cursor));
            listening = ListenAsync();
            await TellAsync();
            Volatile.Write(ref _isClosing, true);
            await carrier.CloseAsync(_end, deadlines.Overdue);
            if (_end != FrameEnd.Gone) await listening.WaitAsync(s_farewell, deadlines.Time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception error) when (IsGone(error))
        {
            // There is nobody to say goodbye to.
        }
        finally
        {
            if (!listening.IsCompleted) carrier.Abort();
        }

        await listening;
    }

    private async Task TellAsync()
    {
        try
        {
            await TellTurnsAsync();
        }
        finally
        {
            // Listening may wait for channels that were asked for in the moment in which this ended.
            client.Subscriber.EndTurns();
        }
    }

    private async Task TellTurnsAsync()
    {
        while (true)
        {
            // Who goes away is noticed by listening, behind all that it has sent.
            Turn turn = await client.Subscriber.NextAsync(CancellationToken.None);
            switch (turn.Reason)
            {
                case WakeReason.News:
                    await carrier.WriteAsync(FramesOf(turn.News), deadlines.Overdue);
                    break;
                case WakeReason.Heartbeat when carrier.EndsWhenIdle && client.Names.Count == 0 && !_wasHeard:
                    _end = FrameEnd.Idle;
                    return;
                case WakeReason.Heartbeat or WakeReason.Resubscribed:
                    _wasHeard = false;
                    await WriteAsync(FrameJson.Cursor(client.Subscriber.Cursor));
                    break;
                case WakeReason.Stopping:
                    _end = FrameEnd.Stopping;
                    await WriteAsync(FrameJson.Retry(Reconnection.NextDelay()));
                    return;
                case WakeReason.Expired:
                    _end = FrameEnd.Expired;
                    return;
                default:
                    return;
            }
        }
    }

    private async Task ListenAsync()
    {
        try
        {
            FrameEnd end = await ServeAsync();
            if (!Volatile.Read(ref _isClosing)) _end = end;
            client.Subscriber.Wake(WakeReason.Aborted);

            // What it still sends is read away: closed over something unread, the connection would lose our goodbye.
            while (end != FrameEnd.Gone) end = (await carrier.ReceiveAsync()).End ?? end;
        }
        catch (Exception error) when (IsGone(error))
        {
            // It vanished, or broke the carrier's protocol, which the carrier has told it.
        }
        catch
        {
            _end = FrameEnd.Failed;
            throw;
        }
        finally
        {
            client.Subscriber.Wake(WakeReason.Aborted);
        }
    }

    /// <summary>Does what the client asks, frame by frame.</summary>
    private async ValueTask<FrameEnd> ServeAsync()
    {
        while (true)
        {
            ReceivedFrame received = await carrier.ReceiveAsync();
            if (received.End is { } end) return end;
            _wasHeard = true;

            // Once it was told goodbye, it could not be answered.
            if (Volatile.Read(ref _isClosing)) continue;
            if (await requests.DoAsync(client, ClientFrame.Read(received.Json)) is { } answer) await WriteAsync(answer);
        }
    }

    private ValueTask WriteAsync(byte[] json) => carrier.WriteAsync(carrier.Format.Of(json), deadlines.Overdue);

    /// <summary>The frames of a turn, to be written at once.</summary>
    private ReadOnlyMemory<byte> FramesOf(IReadOnlyList<ChannelNews> all)
    {
        if (all is [ChannelNews only]) return carrier.Format.Of(only);
        var frames = new ArrayBufferWriter<byte>();
        foreach (ChannelNews news in all) frames.Write(carrier.Format.Of(news));
        return frames.WrittenMemory;
    }

    private static bool IsGone(Exception error) => error is IOException or OperationCanceledException or WebSocketException or ObjectDisposedException;
}
