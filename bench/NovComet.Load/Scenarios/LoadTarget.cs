using System.Net;
using NovComet.Load.Measuring;

namespace NovComet.Load.Scenarios;

/// <summary>The server under load, as every scenario knows it.</summary>
internal sealed record LoadTarget(IPEndPoint Server, string Path, string Directory, int ProcessId, string Label)
{
    public ServerProcess Process { get; } = new(ProcessId);
}
