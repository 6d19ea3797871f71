using System.CommandLine;
using NovComet.Load.Messages.Scenarios;
using NovComet.Load.Messages.Wires;
using NovComet.Load.Reporting;
using NovComet.Load.Scenarios;

namespace NovComet.Load.Commands;

/// <summary>A verb that publishes messages, and subscribes to them.</summary>
internal abstract class MessageCommand : MeasuringCommand
{
    private readonly Option<bool> _signalR = new("--signalr") { Description = "the server speaks SignalR; --path is its hub's" };
    private readonly Option<Transport> _transport = new("--transport") { Description = "how subscribers are connected" };

    protected MessageCommand(string name, string description) : base(name, description)
    {
        Options.Add(_signalR);
        Options.Add(_transport);
    }

    /// <summary>For the scenarios that subscribe.</summary>
    protected Option<int> Subscribers { get; } = new("--subscribers") { Description = "subscribers", DefaultValueFactory = _ => 10_000 };

    protected sealed override IEnumerable<LoadResult> Measure(LoadTarget target, ParseResult parsed) =>
        Measure(new MessageTarget(target, parsed.GetValue(_signalR), parsed.GetValue(_transport)), parsed);

    protected abstract IEnumerable<LoadResult> Measure(MessageTarget target, ParseResult parsed);
}
