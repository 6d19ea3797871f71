using Microsoft.Extensions.FileProviders;

namespace NovComet.Web.Gateway;

/// <summary>The demo page, carried in the program.</summary>
internal static class Pages
{
    private const string OwnContentOnly = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    public static void UsePages(this WebApplication app)
    {
        var files = new ManifestEmbeddedFileProvider(typeof(Pages).Assembly, "Pages");
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            OnPrepareResponse = file =>
            {
                file.Context.Response.Headers.ContentSecurityPolicy = OwnContentOnly;
                file.Context.Response.Headers.XContentTypeOptions = "nosniff";
                file.Context.Response.Headers.CacheControl = "no-cache";
            },
        });
    }
}
