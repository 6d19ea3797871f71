using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace NovComet.Web.Gateway;

/// <summary>Lets the pages of the allowed origins read answers too, with the visitor's cookies.</summary>
internal static class AllowedOrigins
{
    public static void AddAllowedOrigins(this IServiceCollection services)
    {
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<NovCometOptions>>((cors, options) => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. options.Value.AllowedOrigins])
            .WithMethods(HttpMethods.Get, HttpMethods.Post)
            .AllowAnyHeader()
            .WithExposedHeaders("Comet-Stamp", "Retry-After")
            .AllowCredentials()));
    }
}
