using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace NovComet.Promises.Clients;

/// <summary>Raw TCP: a frame a line.</summary>
internal sealed class TcpLines(Func<Uri, int> portOf) : ITransport
{
    public string Name => "tcp";

    public async Task FollowAsync(Uri gateway, Listener listener, CancellationToken cut)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Host, portOf(gateway), cut);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(Subscription(listener.Cursor)), cut);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (await reader.ReadLineAsync(cut) is { } line)
        {
            // A line that the connection broke in is no frame.
            if (!line.EndsWith('}')) return;
            StreamFrame.Tell(listener, Encoding.UTF8.GetBytes(line));
        }
    }

    private static string Subscription(IReadOnlyDictionary<string, string> cursor)
    {
        IEnumerable<string> members = cursor.Select(at => $"{JsonSerializer.Serialize(at.Key)}:{(IsNumber(at.Value) ? at.Value : JsonSerializer.Serialize(at.Value))}");
        return $"{{\"subscribe\":{{{string.Join(',', members)}}}}}\n";
    }

    private static bool IsNumber(string position) => decimal.TryParse(position, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}
