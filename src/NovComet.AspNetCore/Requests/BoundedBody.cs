using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace NovComet.AspNetCore.Requests;

/// <summary>Reads a request's body whole, and never more of it than may be.</summary>
internal static class BoundedBody
{
    /// <summary>Reads it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The body; null where it has more.</returns>
    /// <exception cref="BadHttpRequestException">It is not what HTTP allows.</exception>
    /// <exception cref="IOException">It ends in the middle.</exception>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most) return null;

        // One byte more, so that the server's own limit does not speak first.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = most + 1L;
        ReadResult read = await request.BodyReader.ReadAtLeastAsync(most + 1, cancellationToken);
        byte[]? body = read.Buffer.Length > most ? null : read.Buffer.ToArray();
        request.BodyReader.AdvanceTo(read.Buffer.End);
        return body;
    }
}
