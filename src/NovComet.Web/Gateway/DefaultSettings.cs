using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;

namespace NovComet.Web.Gateway;

/// <summary>
/// The settings that the program carries, below all others: an <c>appsettings.json</c> in the working folder, the environment and the
/// command line each win over them. Request logs are off: while they are on, in whatever level, each held request
/// carries an activity and a log scope, a tenth of all its memory. Traces by an <c>ActivityListener</c> are not affected.
/// </summary>
internal static class DefaultSettings
{
    public static void AddDefaultSettings(this IConfigurationBuilder configuration) =>
        configuration.Sources.Insert(0, new JsonConfigurationSource
        {
            FileProvider = new ManifestEmbeddedFileProvider(typeof(DefaultSettings).Assembly),
            Path = "Gateway/defaults.json",
        });
}
