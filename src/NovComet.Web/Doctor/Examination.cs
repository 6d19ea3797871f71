using Microsoft.Extensions.Options;
using NovComet.Storage;
using NovComet.Web.Access;

namespace NovComet.Web.Doctor;

/// <summary>All that <c>doctor</c> examines, in the order in which one thing stands on another.</summary>
internal static class Examination
{
    public static IEnumerable<Finding> Run(IServiceProvider services)
    {
        var settings = new SettingsExamination(services.GetRequiredService<IOptions<NovCometOptions>>());
        foreach (Finding finding in settings.Run()) yield return finding;
        if (settings.Options is not { } options) yield break;

        var directory = services.GetRequiredService<ChannelDirectory>();
        foreach (Finding finding in DirectoryExamination.Run(directory)) yield return finding;
        foreach (Finding finding in FileSystemExamination.Run(directory, services)) yield return finding;
        foreach (Finding finding in WatchExamination.Run(directory)) yield return finding;
        yield return DescriptorExamination.Run(options);
        yield return AccessExamination.Run(services.GetRequiredService<AccessSettings>(), services.GetRequiredService<IConfiguration>());
    }
}
