using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using System.Text.Json;
using NovComet.Channels;

namespace NovComet.Web.Commands;

/// <summary><c>subscribe CHANNEL…</c>: prints a line of JSON for each event, until it is interrupted.</summary>
internal static class SubscribeCommand
{
    private const string SinceMistake = "--since takes 'earliest', a negative number for that many retained messages, a stamp such as 1732089600.123456, or whole Unix seconds.";

    public static Command Create(string[] settings)
    {
        var channels = ChannelArgument.Create("The channels to subscribe to.");
        var since = new Option<Position>("--since")
        {
            Description = "Where to begin: 'earliest', -5 for the last five retained messages, or a stamp that an earlier line gave. By default now.",
            DefaultValueFactory = _ => Position.Now,
            CustomParser = ReadSince,
        };
        var command = new Command("subscribe", "Prints a line of JSON for each message and each touch of the channels, until Ctrl-C.") { channels, since };
        command.SetAction((parsed, cancellationToken) =>
        {
            Position position = parsed.GetValue(since);
            var cursor = new Cursor([.. parsed.GetRequiredValue(channels).Select(name => new ChannelPosition(ChannelName.Parse(name), position))]);
            return RunAsync(settings, cursor, cancellationToken);
        });
        return command;
    }

    private static Position ReadSince(ArgumentResult result)
    {
        if (!Position.TryParse(result.Tokens[0].Value, out Position position)) result.AddError(SinceMistake);
        return position;
    }

    private static Task<int> RunAsync(string[] settings, Cursor cursor, CancellationToken cancellationToken) => Failure.ReportAsync(async () =>
    {
        using IHost host = CommandHost.Build(settings);
        await host.StartAsync(cancellationToken);
        IComet comet = host.Services.GetRequiredService<IComet>();
        await foreach (ChannelEvent told in comet.SubscribeAsync(cursor, cancellationToken)) Console.WriteLine(Line(told));
        return ExitCode.Done;
    });

    private static string Line(ChannelEvent told)
    {
        string place = $"\"channel\":\"{JsonEncodedText.Encode(told.Channel.Value)}\",\"stamp\":{told.Stamp}";
        return told.Kind switch
        {
            EventKind.Message => $"{{{place},\"data\":{Encoding.UTF8.GetString(told.Json.Span)}}}",
            EventKind.Gap => $"{{{place},\"gap\":true}}",
            _ => $"{{{place}}}",
        };
    }
}
