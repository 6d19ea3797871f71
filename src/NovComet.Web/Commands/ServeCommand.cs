using System.CommandLine;
using NovComet.Web.Gateway;

namespace NovComet.Web.Commands;

/// <summary><c>serve</c>: runs the gateway until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create(string[] settings)
    {
        var command = new Command("serve", "Runs the gateway; what happens without a command, too.");
        command.SetAction((_, cancellationToken) => RunAsync(settings, cancellationToken));
        return command;
    }

    public static Task<int> RunAsync(string[] settings, CancellationToken cancellationToken) => Failure.ReportAsync(async () =>
    {
        await using WebApplication app = GatewayApplication.Build(settings);
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCode.Done;
    });
}
