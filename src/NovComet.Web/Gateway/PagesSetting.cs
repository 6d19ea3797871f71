using Microsoft.Extensions.Options;

namespace NovComet.Web.Gateway;

/// <summary>What of the demo the gateway shows: the setting <c>NovComet:Pages</c>, by default all.</summary>
internal sealed record PagesSetting(bool HasPages, bool HasChat)
{
    private const string Key = NovCometOptions.SectionName + ":Pages";

    /// <summary>Reads it. The chat gives names to strangers, so there is none where users have ids of their own.</summary>
    /// <exception cref="OptionsValidationException">It is neither true nor false.</exception>
    public static PagesSetting Read(IConfiguration configuration)
    {
        if (!bool.TryParse(configuration[Key] ?? bool.TrueString, out bool hasPages))
            throw new OptionsValidationException(Key, typeof(PagesSetting), [$"{Key} is '{configuration[Key]}': write true or false."]);
        bool hasUsers = configuration.GetSection(NovCometOptions.SectionName + ":Jwt").Exists();
        return new PagesSetting(hasPages, hasPages && !hasUsers);
    }
}
