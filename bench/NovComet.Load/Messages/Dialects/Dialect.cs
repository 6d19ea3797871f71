using NovComet.Load.Messages.Wires;

namespace NovComet.Load.Messages.Dialects;

/// <summary>What a kind of server says and wants to hear, on all wires.</summary>
internal abstract class Dialect(Transport transport, MessageLedger ledger)
{
    protected const string WebSocketHeaders =
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: bm92Y29tZXQtbG9hZC0wMQ==\r\n";

    protected const string SseHeaders = "Accept: text/event-stream\r\n";

    /// <summary>Where messages are posted to.</summary>
    public abstract string PublishPath { get; }

    /// <summary>The empty line of this server's event streams.</summary>
    public abstract ReadOnlySpan<byte> BlockEnd { get; }

    protected Transport Transport => transport;

    protected MessageLedger Ledger => ledger;

    /// <summary>The wire that carries it.</summary>
    public IWire Wire => transport switch
    {
        Transport.Sse => new SseWire(this),
        Transport.WebSocket => new WebSocketWire(this),
        _ => new PollWire(this),
    };

    /// <summary>Whatever subscribers find must be there already; only then do they connect.</summary>
    public abstract void Prepare();

    /// <summary>The request that opens the stream, or the next poll.</summary>
    public abstract ReadOnlySpan<byte> Request(Subscriber subscriber);

    /// <summary>What has to be said once the stream is open, or the first poll answered.</summary>
    public abstract void Opened(Subscriber subscriber);

    /// <summary>Understands a text: messages go into the ledger.</summary>
    public abstract void Read(Subscriber subscriber, ReadOnlySpan<byte> text, long at);

    /// <summary>Takes all messages of a text, and returns what comes after the last.</summary>
    protected ReadOnlySpan<byte> Take(Subscriber subscriber, ReadOnlySpan<byte> text, long at)
    {
        while (MessageText.TryTake(ref text, out var publisher, out var number)) ledger.Received(subscriber.Number, publisher, number, at);
        return text;
    }
}
