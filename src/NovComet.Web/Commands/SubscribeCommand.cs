using System.CommandLine;
using System.Text.Json;
using NovComet.Channels;

namespace NovComet.Web.Commands;

/// <summary><c>subscribe CHANNEL…</c>: prints a line of JSON for each change, until it is interrupted.</summary>
internal static class SubscribeCommand
{
    public static Command Create(string[] settings)
    {
        var channels = ChannelArgument.Create("The channels to subscribe to.");
        var command = new Command("subscribe", "Prints a line of JSON for each change of the channels, until Ctrl-C.") { channels };
        command.SetAction((parsed, cancellationToken) => RunAsync(settings, parsed.GetRequiredValue(channels), cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(string[] settings, string[] channels, CancellationToken cancellationToken) => Failure.ReportAsync(async () =>
    {
        using IHost host = CommandHost.Build(settings);
        await host.StartAsync(cancellationToken);
        IComet comet = host.Services.GetRequiredService<IComet>();
        await foreach (ChannelEvent change in comet.SubscribeAsync(channels, cancellationToken)) Console.WriteLine(Line(change));
        return ExitCode.Done;
    });

    private static string Line(ChannelEvent change) =>
        $$"""{"channel":"{{JsonEncodedText.Encode(change.Channel.Value)}}","stamp":{{change.Stamp}}}""";
}
