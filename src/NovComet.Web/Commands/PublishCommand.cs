using System.CommandLine;
using System.CommandLine.Parsing;
using NovComet.Channels;

namespace NovComet.Web.Commands;

/// <summary><c>publish CHANNEL [DATA | -]</c>: publishes a message, or one for each line of the standard input, and prints the stamps.</summary>
internal static class PublishCommand
{
    private const string StandardInput = "-";

    public static Command Create(string[] settings)
    {
        Argument<string> channel = ChannelArgument.CreateOne("The channel to publish to.");
        var data = new Argument<string>("DATA")
        {
            Description = "What the message carries: JSON where it is such, otherwise text. '-', or nothing, reads the standard input.",
            DefaultValueFactory = _ => StandardInput,
        };
        var text = new Option<bool>("--text") { Description = "Takes the data for text, even where it is JSON." };
        var lines = new Option<bool>("--lines") { Description = "Publishes a message for each line of the standard input that is not empty." };
        var command = new Command("publish", "Publishes a message to a channel, and prints the stamp that it got.") { channel, data, text, lines };
        command.Validators.Add(result => Check(result, data, lines));
        command.SetAction((parsed, cancellationToken) =>
        {
            var reading = new MessageInput(parsed.GetValue(text));
            IAsyncEnumerable<MessageContent> messages = parsed.GetRequiredValue(data) is not StandardInput and var given ? reading.OfArgument(given)
                : parsed.GetValue(lines) ? reading.OfLinesAsync(Console.OpenStandardInput(), cancellationToken)
                : reading.OfAllAsync(Console.OpenStandardInput(), cancellationToken);
            return RunAsync(settings, parsed.GetRequiredValue(channel), messages, parsed.GetValue(lines), cancellationToken);
        });
        return command;
    }

    private static void Check(SymbolResult result, Argument<string> data, Option<bool> lines)
    {
        bool hasData = result.GetResult(data) is { Tokens: [{ Value: not StandardInput }] };
        if (hasData && result.GetValue(lines)) result.AddError("--lines reads the standard input: leave out the data, or write '-'.");
    }

    private static Task<int> RunAsync(
        string[] settings, string channel, IAsyncEnumerable<MessageContent> messages, bool isLong, CancellationToken cancellationToken) => Failure.ReportAsync(async () =>
    {
        using IHost host = CommandHost.BuildForPublishing(settings);
        IComet comet = host.Services.GetRequiredService<IComet>();
        using PublishProgress? progress = isLong ? new PublishProgress(Console.Error, host.Services.GetRequiredService<TimeProvider>()) : null;
        int published = 0;
        await foreach (MessageContent content in messages)
        {
            Stamp stamp = await comet.PublishAsync(channel, content, cancellationToken: cancellationToken);
            Console.WriteLine($"{channel} {stamp}");
            progress?.Show(++published);
        }

        return ExitCode.Done;
    });
}
