using System.Net;
using NovComet.Load.Measuring;

namespace NovComet.Load.Scenarios;

/// <summary>The server under load, as every scenario knows it.</summary>
internal sealed record LoadTarget(IPEndPoint Server, string Path, int ProcessId, string Label)
{
    /// <summary>The server's channel directory, for the scenarios that touch.</summary>
    public string Directory { get; init; } = "";

    public ServerProcess Process { get; } = new(ProcessId);
}
