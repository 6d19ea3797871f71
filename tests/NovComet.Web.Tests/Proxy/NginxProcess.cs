using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Proxy;

/// <summary>Debian's nginx with its defaults and the lines of our documentation, in front of a gateway.</summary>
internal sealed partial class NginxProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly TemporaryDirectory _folder;

    private NginxProcess(ChildProcess process, TemporaryDirectory folder, Uri address)
    {
        _process = process;
        _folder = folder;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Starts it.</summary>
    /// <param name="gateway">Where the gateway listens.</param>
    /// <param name="readTimeout">After how much silence nginx gives up on the gateway.</param>
    public static async Task<NginxProcess> StartAsync(Uri gateway, TimeSpan readTimeout)
    {
        string nginx = Needs.Tool("nginx", "nginx-light");
        var folder = new TemporaryDirectory();
        int port = FreePort();
        (string http, string server) = Documented(gateway);
        string file = Path.Combine(folder.Path, "nginx.conf");
        await File.WriteAllTextAsync(file, $$"""
            daemon off;
            pid {{folder.Path}}/pid;
            error_log stderr;
            events { }
            http {
                access_log off;
                client_body_temp_path {{folder.Path}}/body;
                proxy_temp_path {{folder.Path}}/proxy;
                fastcgi_temp_path {{folder.Path}}/fastcgi;
                uwsgi_temp_path {{folder.Path}}/uwsgi;
                scgi_temp_path {{folder.Path}}/scgi;
                {{http}}
                server {
                    listen 127.0.0.1:{{port}};
                    proxy_read_timeout {{(int)readTimeout.TotalMilliseconds}}ms;
                    {{server}}
                }
            }
            """);
        ChildProcess process = ChildProcess.Start(nginx, ["-p", folder.Path, "-c", file]);
        await Eventually.IsTrueAsync(() => process.HasExited || Listens(port), "nginx listens");
        Assert.IsFalse(process.HasExited, process.Errors);
        return new NginxProcess(process, folder, new Uri($"http://127.0.0.1:{port}"));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Send(PosixSignal.SIGTERM);
        await _process.ExitAsync();
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The lines of docs/deploy.md, which stand for a gateway on port 5000.</summary>
    private static (string Http, string Server) Documented(Uri gateway)
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "deploy.md"));
        string block = NginxBlock().Match(page).Groups[1].Value.Replace("http://127.0.0.1:5000", gateway.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        int server = block.IndexOf("# In server", StringComparison.Ordinal);
        return (block[..server], block[server..]);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool Listens(int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex("```nginx\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex NginxBlock();
}
