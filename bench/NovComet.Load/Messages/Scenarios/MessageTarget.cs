using NovComet.Load.Messages.Wires;
using NovComet.Load.Scenarios;

namespace NovComet.Load.Messages.Scenarios;

/// <summary>The server under load, what it speaks, and how subscribers are connected to it.</summary>
internal sealed record MessageTarget(LoadTarget Server, bool IsSignalR, Transport Transport)
{
    public MessageCourse Course(int subscribers, int publishers) => new(Server, IsSignalR, Transport, subscribers, publishers);
}
