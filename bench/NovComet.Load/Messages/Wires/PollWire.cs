using NovComet.Load.Connections;
using NovComet.Load.Messages.Dialects;

namespace NovComet.Load.Messages.Wires;

/// <summary>Long-polling: a text is the body of an answer, and the next poll goes out when it is read.</summary>
internal sealed class PollWire(Dialect dialect) : IWire
{
    public bool Open(Subscriber subscriber) => subscriber.TrySend(dialect.Request(subscriber));

    public bool Read(Subscriber subscriber, ref Span<byte> bytes, int kept, long at)
    {
        while (HttpAnswer.TryRead(bytes, out var answer))
        {
            if (!answer.Succeeded) return false;
            dialect.Read(subscriber, answer.Body, at);
            bytes = bytes[answer.Length..];
            if (!subscriber.IsOpen)
            {
                subscriber.IsOpen = true;
                dialect.Opened(subscriber);
            }

            if (!subscriber.TrySend(dialect.Request(subscriber))) return false;
        }

        return true;
    }
}
