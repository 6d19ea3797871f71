using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using NovComet.Channels;

namespace NovComet.AspNetCore.Requests;

/// <summary>
/// Reads the body of a POST, within bounds: a form's arguments, or the content of a message by its content type. A form with none of our
/// arguments is content too, because there are clients that call everything a form.
/// </summary>
internal static class CometBody
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Supported = "send it as application/json, text/plain or a form's argument 'data'. Nothing was published.";

    /// <summary>Reads it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="arguments">The query's arguments, to which a form's are added.</param>
    /// <param name="most">The most bytes that a message may have.</param>
    public static async Task<ContentReading> ReadAsync(HttpRequest request, CometArguments arguments, int most)
    {
        try
        {
            MediaTypeHeaderValue? type = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? parsed) ? parsed : null;
            if (type is not null && type.MediaType.Equals(Form, StringComparison.OrdinalIgnoreCase)) return await ReadFormAsync(request, arguments, most);
            if (request.HasFormContentType) return await ReadMultipartAsync(request, arguments);
            return arguments.Publish is null || !HasBody(request) ? ContentReading.None : await ReadContentAsync(request, type, most);
        }
        catch (BadHttpRequestException error)
        {
            return ContentReading.Refused(error.StatusCode, $"The body cannot be read: {error.Message}");
        }
        catch (InvalidDataException error)
        {
            return ContentReading.Refused(StatusCodes.Status400BadRequest, $"The form cannot be read: {error.Message}");
        }
        catch (IOException)
        {
            return ContentReading.Refused(StatusCodes.Status400BadRequest, "The body ends in the middle: send it whole.");
        }
    }

    private static async Task<ContentReading> ReadFormAsync(HttpRequest request, CometArguments arguments, int most)
    {
        if (await BoundedBody.ReadAsync(request, FormBounds.BytesFor(most), request.HttpContext.RequestAborted) is not { } body)
            return ContentReading.Refused(StatusCodes.Status413PayloadTooLarge, "The form is too large: send less at a time.");

        // JSON cannot be a form that has our arguments, but what is in its strings could be taken for some.
        if (arguments.Publish is not null && body.Length > 0)
        {
            bool isJson = MessageContent.TryParse(body, out MessageContent json, out _);
            if (isJson || !CometArguments.HasOurs(Encoding.UTF8.GetString(body)))
            {
                if (body.Length > most) return ContentReading.TooLarge(most);
                return IsEncoded(request) ? Encoded : isJson ? ContentReading.Of(json) : ContentReading.Text(body);
            }
        }

        arguments.Add(FormBounds.Read(body));
        return ContentReading.None;
    }

    private static async Task<ContentReading> ReadMultipartAsync(HttpRequest request, CometArguments arguments)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = FormBounds.LeastBytes;
        IFormCollection form = await request.ReadFormAsync(FormBounds.Multipart, request.HttpContext.RequestAborted);
        bool hasOurs = arguments.Add(form);
        return arguments.Publish is not null && (form.Files.Count > 0 || (form.Count > 0 && !hasOurs))
            ? ContentReading.Refused(StatusCodes.Status415UnsupportedMediaType, $"A form of several parts is not a message: {Supported}")
            : ContentReading.None;
    }

    private static async Task<ContentReading> ReadContentAsync(HttpRequest request, MediaTypeHeaderValue? type, int most)
    {
        if (await BoundedBody.ReadAsync(request, most, request.HttpContext.RequestAborted) is not { } body) return ContentReading.TooLarge(most);
        if (body.Length == 0) return ContentReading.None;
        if (IsEncoded(request)) return Encoded;
        if (type is { Charset.HasValue: true } && !IsUtf8(type.Charset.AsSpan().Trim('"')))
            return ContentReading.Refused(StatusCodes.Status415UnsupportedMediaType, $"Content in the character set {type.Charset} is not taken: encode it as UTF-8.");
        if (string.IsNullOrEmpty(request.ContentType)) return ContentReading.Text(body);
        if (type is not null && IsJson(type)) return ContentReading.Json(body);
        if (type is not null && type.Type.Equals("text", StringComparison.OrdinalIgnoreCase)) return ContentReading.Text(body);
        return ContentReading.Refused(StatusCodes.Status415UnsupportedMediaType, $"Content of this type is not a message: {Supported}");
    }

    private static ContentReading Encoded => ContentReading.Refused(
        StatusCodes.Status415UnsupportedMediaType, "Compressed content is not taken: send it without Content-Encoding. Nothing was published.");

    private static bool IsEncoded(HttpRequest request) =>
        request.Headers.ContentEncoding is { Count: > 0 } encoding && !string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase);

    private static bool IsJson(MediaTypeHeaderValue type) =>
        type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase);

    private static bool IsUtf8(ReadOnlySpan<char> charset) =>
        charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);

    // Asked of the server, because a body by HTTP/2 needs no header that announces it.
    private static bool HasBody(HttpRequest request) =>
        request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true };
}
