using System.Globalization;
using System.Net;
using System.Text;
using NovComet.Load.Messages.Wires;
using NovComet.Load.Polling;

namespace NovComet.Load.Messages.Dialects;

/// <summary>The gateway's own: a channel in the query, with the stamp that the subscriber has.</summary>
internal sealed class CometDialect(IPEndPoint server, string path, Transport transport, MessageLedger ledger) : Dialect(transport, ledger)
{
    private const string Channel = "load-messages";
    private const string FromNowOn = "0";

    // Answered at once: with the anchor, and with the stamp from which each further poll goes on.
    private const string FromLastMessage = "-1";

    private readonly Uri _server = new($"http://{server}");
    private readonly PollRequest _poll = new(path, server.ToString(), Channel);
    private readonly byte[] _channel = Encoding.ASCII.GetBytes(Channel);

    public override string PublishPath => $"{path}?publish={Channel}";

    public override ReadOnlySpan<byte> BlockEnd => "\n\n"u8;

    /// <summary>The stamp from which subscribers resume; 0: they begin with what is published once they are connected.</summary>
    public long Start { get; set; }

    /// <summary>Publishes a message that no subscriber counts, and returns its stamp.</summary>
    public override void Prepare()
    {
        using var client = new HttpClient { BaseAddress = _server };
        using var message = new HttpRequestMessage(HttpMethod.Post, PublishPath) { Content = new StringContent("anchor") };
        using var answer = client.Send(message);
        answer.EnsureSuccessStatusCode();
        Anchor = PollAnswer.ReadStamp(Encoding.ASCII.GetBytes(answer.Headers.GetValues("Comet-Stamp").Single()));
    }

    public long Anchor { get; private set; }

    public override ReadOnlySpan<byte> Request(Subscriber subscriber) => Transport switch
    {
        Transport.Sse => Opening(SseHeaders, FromNowOn),
        Transport.WebSocket => Opening(WebSocketHeaders, FromNowOn),
        _ when subscriber.Stamp == 0 && Start == 0 => Opening("", FromLastMessage),
        _ => _poll.For(_channel, subscriber.Stamp == 0 ? Start : subscriber.Stamp),
    };

    public override void Opened(Subscriber subscriber)
    {
        // The query has said it all.
    }

    public override void Read(Subscriber subscriber, ReadOnlySpan<byte> text, long at)
    {
        subscriber.IsReady = true;
        if (Transport == Transport.LongPoll && PollAnswer.Read(text) is { Stamp: > 0 } answer) subscriber.Stamp = answer.Stamp;
        var rest = Take(subscriber, text, at);
        if (rest.IndexOf("gap"u8) >= 0 || rest.IndexOf("\"g\":["u8) >= 0) Ledger.Tally.Gaps++;
        else if (rest.StartsWith("{\"error\""u8)) Ledger.Tally.Wrong++;
    }

    private byte[] Opening(string headers, string position)
    {
        var from = Start == 0 ? position : (Start / 1_000_000m).ToString("F6", CultureInfo.InvariantCulture);
        return Encoding.ASCII.GetBytes($"GET {path}?subscribed[{Channel}]={from} HTTP/1.1\r\nHost: {server}\r\n{headers}\r\n");
    }
}
