using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NovComet.AspNetCore.Requests;

namespace NovComet.Web.Chat;

/// <summary>Reads what the chat's page sends.</summary>
internal static class ChatBody
{
    private const int MostBytes = 32 * 1024;

    /// <summary>Reads a JSON object.</summary>
    /// <returns>The object; null where the body is too large, or is none.</returns>
    public static async ValueTask<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        // Pages of other sites can send forms and text without being asked, but not this.
        if (!context.Request.HasJsonContentType()) return null;
        try
        {
            byte[]? body = await BoundedBody.ReadAsync(context.Request, MostBytes, context.RequestAborted);
            return body is null ? null : JsonSerializer.Deserialize(body, type);
        }
        catch (Exception error) when (error is JsonException or BadHttpRequestException)
        {
            return null;
        }
    }
}
