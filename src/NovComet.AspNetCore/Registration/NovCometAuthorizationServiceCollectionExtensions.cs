using NovComet.AspNetCore.Authorization;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds rules for who may subscribe and publish.</summary>
public static class NovCometAuthorizationServiceCollectionExtensions
{
    /// <summary>
    /// Sets the policies for subscribing to and publishing to channels, and adds ASP.NET Core's authorization. The policies themselves are
    /// defined as ever, by <c>AddAuthorization</c>.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">The policies' names, and where a user's id is found.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddNovCometAuthorization(this IServiceCollection services, Action<NovCometAuthorizationOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddAuthorization();
        return services.Configure(configure);
    }
}
