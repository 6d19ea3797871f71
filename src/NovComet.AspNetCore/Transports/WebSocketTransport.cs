using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using NovComet.AspNetCore.Authorization;
using NovComet.Hub;

namespace NovComet.AspNetCore.Transports;

/// <summary>
/// WebSocket: a session of frames. The ways in which one ends:
/// <list type="table">
/// <item><term>refused before it begins</term><description>426 or 400: the handshake is wrong; 503 with Retry-After: the process is stopping, or holds as many as it may</description></item>
/// <item><term><see cref="FrameEnd.Gone"/></term><description>the client's goodbye is answered with 1000; one that broke the protocol was told 1002 or 1007; from one that vanished nothing comes</description></item>
/// <item><term><see cref="FrameEnd.Stopping"/></term><description><c>{"retry":milliseconds}</c>, then 1001</description></item>
/// <item><term><see cref="FrameEnd.Expired"/></term><description>1008</description></item>
/// <item><term><see cref="FrameEnd.NotText"/></term><description>1003</description></item>
/// <item><term><see cref="FrameEnd.TooLarge"/></term><description>1009</description></item>
/// <item><term><see cref="FrameEnd.Failed"/></term><description>1011</description></item>
/// </list>
/// A client that does not answer a goodbye, or does not read while the process stops, is cut off after a few seconds.
/// </summary>
internal sealed class WebSocketTransport(Comet comet, FrameRequests requests, StreamDeadlines deadlines, IOptions<NovCometOptions> options)
{
    private readonly TaskCreationOptions _continuations =
        options.Value.AnswersInline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously;

    public async Task HandleAsync(HttpContext context, SubscribeAccess access)
    {
        if (comet.IsStopping)
        {
            await Refusal.WriteUnavailableAsync(context, Refusal.Draining);
            return;
        }

        if (!WebSocketHandshake.IsValid(context, out int status, out string? mistake))
        {
            await Refusal.WriteAsync(context, status, mistake);
            return;
        }

        FrameClient client;
        try
        {
            client = new FrameClient(context, comet.Open(access, Lifetime.Stream, _continuations), (access.Subscriptions ?? []).Select(subscription => subscription.Name));
        }
        catch (SubscriberLimitException error)
        {
            await Refusal.WriteUnavailableAsync(context, error.Message);
            return;
        }

        using (client) await RunAsync(context, client);
    }

    private async Task RunAsync(HttpContext context, FrameClient client)
    {
        (Stream connection, string? subProtocol) = await WebSocketHandshake.AcceptAsync(context);
        await using var stream = new ExclusiveStream(connection);

        // Heartbeats are frames of ours.
        using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, SubProtocol = subProtocol, KeepAliveInterval = TimeSpan.Zero });
        using var carrier = new WebSocketCarrier(context, socket, stream, FrameBounds.BytesFor(options.Value.Limits));
        await new FrameSession(carrier, client, requests, deadlines).RunAsync();
    }
}
