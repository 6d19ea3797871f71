using Microsoft.AspNetCore.Http;

namespace NovComet.AspNetCore.Requests;

/// <summary>
/// Whether a browser sends a request for a page of another site. Browsers say so by <c>Sec-Fetch-Site</c> (Fetch Metadata), older ones
/// by <c>Origin</c>; what is not a browser sends neither, and is judged by the endpoint's authorization alone.
/// </summary>
internal static class CrossSite
{
    /// <summary>What to say of a request that is refused.</summary>
    public const string Sentence = "The browser says that this publish or WebSocket comes from a page of another site: add its origin to NovComet:AllowedOrigins if it may.";

    private const string FetchSite = "Sec-Fetch-Site";

    /// <summary>Judges a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="allowedOrigins">The origins that may do what the gateway's own origin may.</param>
    public static bool IsRefused(HttpRequest request, IList<string> allowedOrigins)
    {
        string? origin = request.Headers.Origin;
        string? site = request.Headers[FetchSite];
        if (string.IsNullOrEmpty(site))
        {
            // Over plain HTTP browsers send no Sec-Fetch-Site, and an image's GET has no Origin: then its Referer tells.
            string? source = string.IsNullOrEmpty(origin) ? OriginOf(request.Headers.Referer) : origin;
            return source is not null && !IsOwn(request, source) && !IsAllowed(source, allowedOrigins);
        }

        return site is not ("same-origin" or "none") && !IsAllowed(origin, allowedOrigins);
    }

    private static bool IsAllowed(string? origin, IList<string> allowedOrigins) =>
        origin is not null && allowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    // The scheme is left out: behind a proxy that ends TLS, the browser's is not ours.
    private static bool IsOwn(HttpRequest request, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
        && HostString.FromUriComponent(uri) is var own
        && string.Equals(own.Host, request.Host.Host, StringComparison.OrdinalIgnoreCase)
        && (own.Port ?? uri.Port) == (request.Host.Port ?? DefaultPort(uri));

    private static string? OriginOf(string? referer)
    {
        if (string.IsNullOrEmpty(referer)) return null;
        return Uri.TryCreate(referer, UriKind.Absolute, out Uri? uri) ? uri.GetLeftPart(UriPartial.Authority) : referer;
    }

    private static int DefaultPort(Uri uri) => string.Equals(uri.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal) ? 443 : 80;
}
