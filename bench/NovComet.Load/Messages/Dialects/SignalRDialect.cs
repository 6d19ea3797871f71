using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using NovComet.Load.Messages.Wires;

namespace NovComet.Load.Messages.Dialects;

/// <summary>
/// SignalR with its JSON protocol: records that end with 0x1E, after a handshake. A WebSocket does without negotiation; the other wires
/// negotiate an id, and say the handshake by POST.
/// </summary>
internal sealed class SignalRDialect(IPEndPoint server, string path, Transport transport, MessageLedger ledger) : Dialect(transport, ledger), IDisposable
{
    private const string Handshake = "{\"protocol\":\"json\",\"version\":1}\u001e";
    private static readonly byte[] s_handshakeFrame = WebSocketFrame.OfText(Encoding.ASCII.GetBytes(Handshake));

    private readonly HttpClient _client = new() { BaseAddress = new Uri($"http://{server}") };

    public override string PublishPath => "/publish";

    public override ReadOnlySpan<byte> BlockEnd => "\r\n\r\n"u8;

    public override void Prepare()
    {
        // Whoever connects gets what is sent from then on: nothing has to be there before.
    }

    public override ReadOnlySpan<byte> Request(Subscriber subscriber)
    {
        if (Transport != Transport.WebSocket && subscriber.Token.Length == 0) subscriber.Token = Negotiate();
        var target = subscriber.Token.Length == 0 ? path : Address(subscriber);
        var headers = Transport switch { Transport.Sse => SseHeaders, Transport.WebSocket => WebSocketHeaders, _ => "" };
        return Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: {server}\r\n{headers}\r\n");
    }

    public override void Opened(Subscriber subscriber)
    {
        if (Transport == Transport.WebSocket) subscriber.TrySend(s_handshakeFrame);
        else Post(Address(subscriber), Handshake).Dispose();
    }

    public override void Read(Subscriber subscriber, ReadOnlySpan<byte> text, long at)
    {
        if (Take(subscriber, text, at).IndexOf("\"error\""u8) >= 0) Ledger.Tally.Wrong++;
        subscriber.IsReady |= text.IndexOf("{}\u001e"u8) >= 0;
    }

    public void Dispose() => _client.Dispose();

    private string Address(Subscriber subscriber) => $"{path}?id={subscriber.Token}";

    private string Negotiate()
    {
        using var answer = Post($"{path}/negotiate?negotiateVersion=1", "");
        using var body = answer.Content.ReadAsStream();
        return (string?)JsonNode.Parse(body)?["connectionToken"] ?? throw new IOException("SignalR's negotiation gave no token.");
    }

    private HttpResponseMessage Post(string address, string text)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(text) };
        var answer = _client.Send(message);
        return answer.EnsureSuccessStatusCode();
    }
}
