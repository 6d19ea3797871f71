using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Hosting;

/// <summary>Sends requests word for word, which a client library would tidy up first.</summary>
internal static class RawHttp
{
    /// <summary>Sends a GET with the query as it is written.</summary>
    public static Task<RawAnswer> GetAsync(CometServer server, string query, string headers = "") =>
        SendAsync(server, Encoding.UTF8.GetBytes($"GET /comet{query} HTTP/1.1\r\nHost: 127.0.0.1:{server.Port}\r\n{headers}\r\n"));

    /// <summary>Sends a POST with the body as it is written.</summary>
    public static Task<RawAnswer> PostAsync(CometServer server, string query, string contentType, string body) =>
        PostAsync(server, query, contentType, Encoding.UTF8.GetBytes(body));

    public static Task<RawAnswer> PostAsync(CometServer server, string query, string contentType, byte[] body)
    {
        string head = $"POST /comet{query} HTTP/1.1\r\nHost: 127.0.0.1:{server.Port}\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\n\r\n";
        return SendAsync(server, [.. Encoding.UTF8.GetBytes(head), .. body]);
    }

    /// <summary>Sends the bytes of one request, and reads one answer.</summary>
    public static async Task<RawAnswer> SendAsync(CometServer server, byte[] request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(request);
        return await ReadAsync(stream).Within("an answer");
    }

    public static async Task<RawAnswer> ReadAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        string status = await reader.ReadLineAsync() ?? throw new IOException("The connection was closed without an answer.");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        string body = headers.TryGetValue("Content-Length", out string? length)
            ? await ReadExactlyAsync(reader, int.Parse(length, CultureInfo.InvariantCulture))
            : headers.ContainsKey("Transfer-Encoding") ? await ReadChunksAsync(reader) : "";
        return new RawAnswer(int.Parse(status.Split(' ')[1], CultureInfo.InvariantCulture), headers, body);
    }

    private static async Task<string> ReadChunksAsync(StreamReader reader)
    {
        var body = new StringBuilder();
        while (int.Parse(await reader.ReadLineAsync() ?? "0", NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var length)
        {
            body.Append(await ReadExactlyAsync(reader, length));
            await reader.ReadLineAsync();
        }

        return body.ToString();
    }

    private static async Task<string> ReadExactlyAsync(StreamReader reader, int length)
    {
        // To read nothing, the reader would wait for something.
        if (length == 0) return "";
        char[] text = new char[length];
        int read = await reader.ReadBlockAsync(text);
        return new string(text, 0, read);
    }
}
