using System.Net;
using System.Text;
using NovComet.Load.Connections;
using NovComet.Load.Native;

namespace NovComet.Load.Messages;

/// <summary>One keep-alive connection that publishes by POST, a message after the other.</summary>
internal sealed class Publisher : LoopbackConnection
{
    private readonly byte[] _request;
    private long _stamp;

    public Publisher(int number, IPEndPoint server, string path) : base(number, server)
    {
        Number = number;
        var head = $"POST {path} HTTP/1.1\r\nHost: {server}\r\nContent-Type: application/json\r\nContent-Length: {MessageText.Length}\r\n\r\n";
        _request = [.. Encoding.ASCII.GetBytes(head), .. MessageText.Of(number)];
    }

    public int Number { get; }

    /// <summary>Its last message is not acknowledged yet.</summary>
    public bool IsBusy { get; set; }

    /// <summary>When its last message was sent.</summary>
    public long SentAt { get; private set; }

    public bool TryPublish(int number)
    {
        MessageText.SetNumber(_request.AsSpan(^MessageText.Length), number);
        IsBusy = true;
        SentAt = Clock.Now;
        return TrySend(_request);
    }

    /// <summary>Each message must have a later stamp than the one before. Servers without stamps say none.</summary>
    public bool IsLater(long stamp)
    {
        if (stamp != 0 && stamp <= _stamp) return false;
        _stamp = stamp;
        return true;
    }
}
