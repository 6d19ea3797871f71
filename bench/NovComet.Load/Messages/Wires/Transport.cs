namespace NovComet.Load.Messages.Wires;

internal enum Transport
{
    Sse,
    WebSocket,
    LongPoll,
}
