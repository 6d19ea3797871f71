using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using NovComet.Load.Scenarios;

namespace NovComet.Load.Commands;

/// <summary>Which server, shared by all scenarios. Only this machine's loopback addresses are taken.</summary>
internal sealed class TargetOptions
{
    private readonly Option<IPAddress> _address = new("--address")
    {
        Description = "the server's address, in 127.0.0.0/8",
        CustomParser = result => IPAddress.TryParse(result.Tokens[0].Value, out var address) ? address : IPAddress.None,
        DefaultValueFactory = _ => IPAddress.Loopback,
    };

    private readonly Option<int> _port = new("--port") { Description = "the server's port", Required = true };
    private readonly Option<string> _path = new("--path") { Description = "the endpoint", DefaultValueFactory = _ => "/comet" };
    private readonly Option<int> _process = new("--pid") { Description = "the server's process id", Required = true };
    private readonly Option<string> _label = new("--label") { Description = "what to call the server", DefaultValueFactory = _ => "server" };

    public TargetOptions(Command command)
    {
        _address.Validators.Add(result =>
        {
            var address = result.GetValueOrDefault<IPAddress>();
            if (address.AddressFamily != AddressFamily.InterNetwork || !IPAddress.IsLoopback(address))
                result.AddError("--address must lie in 127.0.0.0/8: this program loads its own machine only.");
        });
        foreach (var option in new Option[] { _address, _port, _path, _process, _label }) command.Options.Add(option);
    }

    public LoadTarget Read(ParseResult parsed) => new(
        new IPEndPoint(parsed.GetRequiredValue(_address), parsed.GetRequiredValue(_port)), parsed.GetRequiredValue(_path),
        parsed.GetRequiredValue(_process), parsed.GetRequiredValue(_label));
}
