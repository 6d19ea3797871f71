using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace NovComet.AspNetCore.Requests;

/// <summary>Reads the form of a POST, within bounds.</summary>
internal static class CometForm
{
    private const int MaxBytes = 256 * 1024;

    private static readonly FormOptions s_limits = new()
    {
        KeyLengthLimit = 4096,
        ValueLengthLimit = MaxBytes,
        MultipartBodyLengthLimit = MaxBytes,
        MemoryBufferThreshold = MaxBytes,
    };

    /// <summary>Reads it.</summary>
    /// <returns>The form, or what is wrong with it.</returns>
    public static async Task<(IFormCollection? Form, int Status, string? Mistake)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = MaxBytes;
        try
        {
            return (await request.ReadFormAsync(s_limits, cancellationToken), StatusCodes.Status200OK, null);
        }
        catch (BadHttpRequestException error)
        {
            return (null, error.StatusCode, $"The form cannot be read: {error.Message}");
        }
        catch (InvalidDataException error)
        {
            return (null, StatusCodes.Status400BadRequest, $"The form cannot be read: {error.Message}");
        }
        catch (IOException)
        {
            return (null, StatusCodes.Status400BadRequest, "The form ends in the middle: send it whole, up to its last boundary.");
        }
    }
}
