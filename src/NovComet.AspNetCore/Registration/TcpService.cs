using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NovComet.AspNetCore.Transports;

namespace NovComet.AspNetCore.Registration;

/// <summary>Listens for TCP connections where the settings ask for it, and waits for their sessions when the application stops.</summary>
internal sealed partial class TcpService(
    TcpTransport transport, IOptions<NovCometOptions> options, IOptions<SocketTransportOptions> sockets, ILoggerFactory loggers) : IHostedService
{
    private readonly ILogger _logger = loggers.CreateLogger<TcpService>();
    private readonly ConcurrentDictionary<ConnectionContext, Task> _sessions = new();
    private IConnectionListener? _listener;
    private Task _accepting = Task.CompletedTask;

    /// <summary>Where it listens; null where it does not.</summary>
    public IPEndPoint? EndPoint => _listener?.EndPoint as IPEndPoint;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.TcpPort is not { } port) return;
        var endPoint = new IPEndPoint(IPAddress.Parse(options.Value.TcpAddress), port);
        try
        {
            _listener = await new SocketTransportFactory(sockets, loggers).BindAsync(endPoint, cancellationToken);
        }
        catch (Exception error) when (error is AddressInUseException or System.Net.Sockets.SocketException)
        {
            throw new IOException($"NovComet cannot listen on {endPoint}: {error.Message}. Choose another NovComet:TcpPort or NovComet:TcpAddress.", error);
        }

        LogListening(_listener.EndPoint);
        _accepting = AcceptAsync(_listener);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_listener is null) return;
        await _listener.UnbindAsync(cancellationToken);
        await _accepting;

        // The sessions were told to end when the application began to stop.
        await Task.WhenAll(_sessions.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (ConnectionContext connection in _sessions.Keys) connection.Abort();
        await _listener.DisposeAsync();
    }

    private async Task AcceptAsync(IConnectionListener listener)
    {
        while (await listener.AcceptAsync() is { } connection) _ = ServeAsync(connection);
    }

    private async Task ServeAsync(ConnectionContext connection)
    {
        var over = new TaskCompletionSource();
        _sessions[connection] = over.Task;
        await transport.ServeAsync(connection);
        _sessions.TryRemove(connection, out _);
        over.SetResult();
    }

    [LoggerMessage(LogLevel.Information, "Listening for frames, one a line, on {EndPoint}.")]
    private partial void LogListening(EndPoint endPoint);
}
