using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace NovComet.Client.Tests.Hosting;

/// <summary>What a scripted server answers.</summary>
internal static class Answers
{
    /// <summary>An acknowledged publish.</summary>
    public static Func<HttpContext, Task> Published(string stamp) => context =>
    {
        context.Response.Headers["Comet-Stamp"] = stamp;
        return JsonAsync(context, "true");
    };

    public static Func<HttpContext, Task> Json(string json) => context => JsonAsync(context, json);

    public static Func<HttpContext, Task> Problem(int status, string sentence, int? retryAfter = null) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        if (retryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return context.Response.WriteAsync($$"""{"title":"No","detail":"{{sentence}}"}""");
    };

    /// <summary>A stream that says all this, and ends.</summary>
    public static Func<HttpContext, Task> Stream(params string[] blocks) => context => WriteAsync(context, blocks);

    /// <summary>A stream that says all this, and is silent until it is aborted.</summary>
    public static Func<HttpContext, Task> OpenStream(params string[] blocks) => async context =>
    {
        await WriteAsync(context, blocks);
        await SilentAsync(context);
    };

    public static Task AbortAsync(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Holds the request, and says nothing, until it is aborted.</summary>
    public static async Task SilentAsync(HttpContext context)
    {
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = context.RequestAborted.Register(() => aborted.TrySetResult());
        await aborted.Task;
    }

    public static string Message(string channel, string stamp, string json, string? id = null) =>
        $"id: {id ?? $"{channel}={stamp}"}\ndata: {{\"channel\":\"{channel}\",\"stamp\":{stamp},\"data\":{json}}}\n\n";

    private static async Task WriteAsync(HttpContext context, string[] blocks)
    {
        context.Response.ContentType = "text/event-stream";
        foreach (string block in blocks)
        {
            await context.Response.WriteAsync(block);
            await context.Response.Body.FlushAsync();
        }
    }

    private static Task JsonAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }
}
