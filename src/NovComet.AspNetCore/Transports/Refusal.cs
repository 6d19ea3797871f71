using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace NovComet.AspNetCore.Transports;

/// <summary>Answers that say no: problem details (RFC 9457) with a sentence that says what to change.</summary>
internal static class Refusal
{
    /// <summary>What to say while the process is stopping.</summary>
    public const string Draining = "The gateway is stopping: connect again in a moment.";

    private const int LeastRetrySeconds = 1;
    private const int MostRetrySeconds = 5;

    public static Task WriteAsync(HttpContext context, int status, string sentence)
    {
        context.Response.Headers.CacheControl = "no-store";

        // Required of each 401. A browser asks its user nothing because of it.
        if (status == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = "Bearer";
        return TypedResults.Problem(detail: sentence, statusCode: status).ExecuteAsync(context);
    }

    /// <summary>A no until the gateway has room, or is back.</summary>
    public static Task WriteUnavailableAsync(HttpContext context, string sentence) =>
        WriteForNowAsync(context, StatusCodes.Status503ServiceUnavailable, sentence);

    /// <summary>A no for now. The time to come again is spread, so that all who are refused do not come together.</summary>
    public static Task WriteForNowAsync(HttpContext context, int status, string sentence)
    {
        int seconds = Random.Shared.Next(LeastRetrySeconds, MostRetrySeconds + 1);
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return WriteAsync(context, status, sentence);
    }

    /// <summary>A no of the store's.</summary>
    public static Task WriteAsync(HttpContext context, ChannelStoreException error) => error.Failure == StoreFailure.Unavailable
        ? WriteUnavailableAsync(context, error.Message)
        : WriteAsync(context, StatusOf(error.Failure), error.Message);

    private static int StatusOf(StoreFailure failure) => failure switch
    {
        StoreFailure.NotAChannel => StatusCodes.Status409Conflict,
        StoreFailure.SignalsOnly => StatusCodes.Status415UnsupportedMediaType,
        StoreFailure.NoSpace => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status500InternalServerError,
    };
}
