using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;

namespace NovComet.Web.Gateway;

/// <summary>
/// The settings that the program carries, below all others: an <c>appsettings.json</c> in the working folder, the environment and the
/// command line each win over them.
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
