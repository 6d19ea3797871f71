using Microsoft.AspNetCore.Http;

namespace NovComet.Client.Tests.Hosting;

/// <summary>What a scripted server was asked.</summary>
internal sealed record SeenRequest(string Method, string Query, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public static async Task<SeenRequest> OfAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        return new SeenRequest(
            request.Method,
            Uri.UnescapeDataString(request.QueryString.Value ?? ""),
            await reader.ReadToEndAsync(),
            request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
    }

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
