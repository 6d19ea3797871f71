using System.Net;
using System.Text.Json;

namespace NovComet.Client.Http;

/// <summary>Reads what a gateway, or something before it, says no with.</summary>
internal static class Refusal
{
    private const int MostBytes = 16 * 1024;

    /// <summary>What to throw: an <see cref="Interruption"/> where the same request may do later, otherwise a <see cref="CometException"/>.</summary>
    public static async Task<Exception> OfAsync(HttpResponseMessage answer, TimeProvider time, CancellationToken cancellationToken)
    {
        string sentence = await SentenceAsync(answer, cancellationToken) ?? $"The gateway answered {(int)answer.StatusCode} {answer.ReasonPhrase}.";
        return IsForNow(answer.StatusCode)
            ? new Interruption(sentence) { Status = answer.StatusCode, RetryAfter = RetryAfter(answer, time) }
            : new CometException(answer.StatusCode, sentence);
    }

    private static bool IsForNow(HttpStatusCode status) => status switch
    {
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => true,
        HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported or HttpStatusCode.InsufficientStorage => false,
        _ => (int)status >= 500,
    };

    private static TimeSpan? RetryAfter(HttpResponseMessage answer, TimeProvider time) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };

    /// <summary>The sentence of problem details (RFC 9457), if the answer has such.</summary>
    private static async Task<string?> SentenceAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json")) return null;
        try
        {
            await answer.Content.LoadIntoBufferAsync(MostBytes, cancellationToken);
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
            return TextOf(problem.RootElement, "detail") ?? TextOf(problem.RootElement, "title");
        }
        catch (Exception error) when (error is JsonException or HttpRequestException or IOException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement problem, string name) =>
        problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}
