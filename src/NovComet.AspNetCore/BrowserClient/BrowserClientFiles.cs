using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace NovComet.AspNetCore.BrowserClient;

/// <summary>The browser client's files, carried in the library, with an ETag each.</summary>
internal static class BrowserClientFiles
{
    public static IReadOnlyList<string> Names { get; } = ["novcomet.js", "novcomet.mjs", "novcomet.d.ts"];

    /// <summary>Answers with a file; an unchanged one costs its reader one 304.</summary>
    public static RequestDelegate Serve(string name)
    {
        byte[] content = Read(name);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\"");
        string type = name.EndsWith(".d.ts", StringComparison.Ordinal) ? "application/typescript; charset=utf-8" : "text/javascript; charset=utf-8";
        return context =>
        {
            context.Response.Headers.CacheControl = "no-cache";
            return TypedResults.Bytes(content, type, entityTag: tag).ExecuteAsync(context);
        };
    }

    private static byte[] Read(string name)
    {
        using Stream stream = typeof(BrowserClientFiles).Assembly.GetManifestResourceStream($"BrowserClient.{name}")
            ?? throw new InvalidOperationException($"The library was built without {name}.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
