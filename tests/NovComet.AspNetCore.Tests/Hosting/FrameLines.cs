using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NovComet.AspNetCore.Registration;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Hosting;

/// <summary>A TCP connection to a server, line by line.</summary>
internal sealed class FrameLines : IDisposable
{
    private readonly StreamReader _reader;

    private FrameLines(TcpClient client)
    {
        Client = client;
        _reader = new StreamReader(client.GetStream(), Encoding.UTF8);
    }

    public TcpClient Client { get; }

    public static async Task<FrameLines> OpenAsync(CometServer server)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.Services.GetRequiredService<TcpService>().EndPoint!);
        return new FrameLines(client);
    }

    public async Task SendAsync(string text) => await Client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>The next line; null where the server closed the connection.</summary>
    public Task<string?> NextAsync() => _reader.ReadLineAsync().Within("a line");

    public void Dispose()
    {
        _reader.Dispose();
        Client.Dispose();
    }
}
