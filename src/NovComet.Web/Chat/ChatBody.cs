using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NovComet.AspNetCore.Requests;
using NovComet.AspNetCore.Transports;

namespace NovComet.Web.Chat;

/// <summary>Reads what the chat's page sends.</summary>
internal static class ChatBody
{
    private const int MostBytes = 32 * 1024;

    private static readonly string s_tooLarge = $"What you send has more than {MostBytes} bytes: send less at a time.";

    /// <summary>Reads a JSON object; refuses the request where it is none, or too large.</summary>
    /// <param name="context">The request.</param>
    /// <param name="type">What the object is.</param>
    /// <param name="mistake">What to say to whoever sends something else.</param>
    /// <returns>The object; null where the request was refused.</returns>
    public static async ValueTask<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, string mistake)
        where T : class
    {
        (T? read, int refused) = await TryReadAsync(context, type);
        if (read is null) await Refusal.WriteAsync(context, refused, refused == StatusCodes.Status413PayloadTooLarge ? s_tooLarge : mistake);
        return read;
    }

    private static async ValueTask<(T? Read, int Refused)> TryReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        // Pages of other sites can send forms and text without being asked, but not this.
        if (!context.Request.HasJsonContentType()) return (null, StatusCodes.Status400BadRequest);
        try
        {
            byte[]? body = await BoundedBody.ReadAsync(context.Request, MostBytes, context.RequestAborted);
            return body is null ? (null, StatusCodes.Status413PayloadTooLarge) : (JsonSerializer.Deserialize(body, type), StatusCodes.Status400BadRequest);
        }
        catch (JsonException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }
        catch (BadHttpRequestException error)
        {
            return (null, error.StatusCode);
        }
    }
}
