using System.CommandLine;
using NovComet.Channels;

namespace NovComet.Web.Commands;

/// <summary><c>touch CHANNEL…</c>: publishes a signal to each channel and prints the stamps.</summary>
internal static class TouchCommand
{
    public static Command Create(string[] settings)
    {
        var channels = ChannelArgument.Create("The channels to touch.");
        var command = new Command("touch", "Publishes a signal to each channel, and prints the stamps that they got.") { channels };
        command.SetAction((parsed, cancellationToken) => RunAsync(settings, parsed.GetRequiredValue(channels), cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(string[] settings, string[] channels, CancellationToken cancellationToken) => Failure.ReportAsync(async () =>
    {
        using IHost host = CommandHost.BuildForPublishing(settings);
        IComet comet = host.Services.GetRequiredService<IComet>();
        foreach (string channel in channels)
        {
            Stamp stamp = await comet.TouchAsync(channel, cancellationToken);
            Console.WriteLine($"{channel} {stamp}");
        }

        return ExitCode.Done;
    });
}
