using Microsoft.Extensions.Options;

namespace NovComet.Classic;

/// <summary>
/// The loop of the PHP script: every request looks at its own files, sleeps, and looks again, until a file is newer or the
/// tries are used up. In its favour no thread is held while it sleeps.
/// </summary>
internal sealed class ClassicLoop(IOptions<ClassicOptions> options)
{
    private const string ArgumentStart = "subscribed[";

    public async Task RunAsync(HttpContext context)
    {
        var subscribed = SubscribedIn(context.Request.Query);
        for (var attempt = 0; attempt < options.Value.Tries; attempt++)
        {
            if (attempt > 0) await Task.Delay(options.Value.Sleep, context.RequestAborted);
            var changed = subscribed.Select(channel => (channel.Name, Stamp: ChannelStamp.Of(channel.Path), channel.Since))
                .Where(channel => channel.Stamp > channel.Since)
                .Select(channel => $"\"{channel.Name}\":{ChannelStamp.Format(channel.Stamp)}");
            var answer = string.Join(',', changed);
            if (answer.Length == 0) continue;
            await AnswerAsync(context.Response, "{\"s\":1,\"k\":{" + answer + "}}");
            return;
        }

        await AnswerAsync(context.Response, """{"s":0}""");
    }

    private List<(string Name, string Path, long Since)> SubscribedIn(IQueryCollection query)
    {
        var subscribed = new List<(string, string, long)>();
        foreach (var (argument, value) in query)
        {
            if (!argument.StartsWith(ArgumentStart, StringComparison.Ordinal) || !argument.EndsWith(']')) continue;
            // Enough of a check for the names that the load program makes, and no way out of the directory.
            var name = Path.GetFileName(argument[ArgumentStart.Length..^1]);
            subscribed.Add((name, Path.Combine(options.Value.Directory, name + ".comet"), ChannelStamp.Parse(value)));
        }

        return subscribed;
    }

    private static Task AnswerAsync(HttpResponse response, string json)
    {
        response.ContentType = "application/json";
        response.ContentLength = json.Length;
        return response.WriteAsync(json);
    }
}
