using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using NovComet.Web.Replay;

namespace NovComet.Web.Commands;

/// <summary><c>replay FILE</c>: plays a recorded feed into the channel directory, in its own time.</summary>
internal static class ReplayCommand
{
    public static Command Create(string[] settings)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A recording, such as sample-data/dpkg-install.jsonl: a line of JSON per event, with 'at' (seconds), 'channel' and, for a message, 'data'." };
        var speed = new Option<double>("--speed") { Description = "How many times faster than it was recorded.", DefaultValueFactory = _ => 1, CustomParser = ReadSpeed };
        var command = new Command("replay", "Plays a recorded feed into the channels, with its own timing.") { file, speed };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(settings, parsed.GetRequiredValue(file), parsed.GetValue(speed), cancellationToken));
        return command;
    }

    private static double ReadSpeed(ArgumentResult result)
    {
        bool isNumber = double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double speed);
        if (!isNumber || speed is not (> 0 and <= 1_000_000)) result.AddError("--speed takes a number from 0.001 to 1000000.");
        return speed;
    }

    private static Task<int> RunAsync(string[] settings, FileInfo file, double speed, CancellationToken cancellationToken) => Failure.ReportAsync(async () =>
    {
        IReadOnlyList<FeedEvent> feed = Feed.Read(file.FullName);
        using IHost host = CommandHost.BuildForPublishing(settings);
        using var progress = new ReplayProgress(Console.Error, feed, speed);
        var player = new FeedPlayer(host.Services.GetRequiredService<IComet>(), host.Services.GetRequiredService<TimeProvider>());
        await player.PlayAsync(feed, speed, progress.Show, cancellationToken);
        return ExitCode.Done;
    });
}
