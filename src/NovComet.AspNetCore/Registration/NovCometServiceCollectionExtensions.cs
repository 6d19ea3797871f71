using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NovComet;
using NovComet.AspNetCore.Authorization;
using NovComet.AspNetCore.Endpoints;
using NovComet.AspNetCore.Registration;
using NovComet.AspNetCore.Transports;
using NovComet.Hub;
using NovComet.Storage;
using NovComet.Storage.Log;
using NovComet.Watching;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds NovComet to an application.</summary>
public static class NovCometServiceCollectionExtensions
{
    /// <summary>The name of NovComet's health check.</summary>
    public const string HealthCheckName = "novcomet";

    /// <summary>
    /// Adds <see cref="IComet"/> and all it needs, with the settings of the configuration section <c>NovComet</c>.
    /// Follow it by <c>app.MapNovComet()</c>.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Settings in code; they win over the configuration.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddNovComet(this IServiceCollection services, Action<NovCometOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (!services.HasNovComet()) services.AddOptions<NovCometOptions>().BindConfiguration(NovCometOptions.SectionName);
        return services.AddNovCometCore(configure);
    }

    /// <summary>Adds <see cref="IComet"/> and all it needs, with the settings of a configuration section of your choice.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="section">The section.</param>
    /// <param name="configure">Settings in code; they win over the configuration.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddNovComet(this IServiceCollection services, IConfiguration section, Action<NovCometOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        services.AddOptions<NovCometOptions>().Bind(section);
        return services.AddNovCometCore(configure);
    }

    // Bound again by a second call, the configuration would win over what the first one set in code.
    private static bool HasNovComet(this IServiceCollection services) => services.Any(service => service.ServiceType == typeof(Comet));

    private static IServiceCollection AddNovCometCore(this IServiceCollection services, Action<NovCometOptions>? configure)
    {
        if (configure is not null) services.Configure(configure);
        services.AddOptions<NovCometOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NovCometOptions>, NovCometOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        return services.AddStorage().AddWatching().AddHub().AddAccess().AddEndpoint().AddHealth();
    }

    private static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new ChannelDirectory(OptionsOf(provider)));
        services.TryAddSingleton(provider => FileTimes.For(provider.GetRequiredService<ChannelDirectory>().FullPath, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => LogFiles.For(provider.GetRequiredService<ChannelDirectory>().FullPath));
        services.TryAddSingleton<FileStore>();
        services.TryAddSingleton<IChannelStore>(provider => OptionsOf(provider) is { TimestampCheck: { } check } options
            ? new TimestampCheckStore(
                provider.GetRequiredService<FileStore>(),
                check,
                options.Sleep,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<TimestampCheckStore>>())
            : provider.GetRequiredService<FileStore>());
        return services;
    }

    private static IServiceCollection AddWatching(this IServiceCollection services)
    {
        services.TryAddSingleton<SweepRequest>();
        services.TryAddSingleton<WatchSelection>();
        services.TryAddSingleton(provider => new WatchKeeper(
            provider.GetRequiredService<ChannelDirectory>(),
            provider.GetRequiredService<WatchSelection>().Make,
            provider.GetRequiredService<ILogger<WatchKeeper>>()));
        services.TryAddSingleton(provider => new Sweep(
            provider.GetRequiredService<WatchKeeper>(),
            provider.GetRequiredService<IChangeSink>(),
            provider.GetRequiredService<SweepRequest>(),
            OptionsOf(provider).Sleep,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Sweep>>()));
        return services;
    }

    private static IServiceCollection AddHub(this IServiceCollection services)
    {
        services.TryAddSingleton<CometMetrics>();
        services.TryAddSingleton(provider => new TopicTable(
            provider.GetRequiredService<IChannelStore>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<CometMetrics>(),
            new TailWindow(OptionsOf(provider).Retention, provider.GetRequiredService<TimeProvider>()),
            OptionsOf(provider).Hold - OptionsOf(provider).Sleep,
            OptionsOf(provider).AnswersInline));
        services.TryAddSingleton<IChangeSink>(provider => provider.GetRequiredService<TopicTable>());
        services.TryAddSingleton(provider => new HeldSubscribers(
            OptionsOf(provider).Hold,
            OptionsOf(provider).Heartbeat,
            OptionsOf(provider).Limits.Subscribers ?? DescriptorLimit.Subscribers,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<CometMetrics>()));
        services.TryAddSingleton<ApplicationEvents>();
        services.TryAddSingleton(provider => new Presence(
            OptionsOf(provider).PresenceGrace,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ApplicationEvents>()));
        services.TryAddSingleton<Comet>();
        services.TryAddSingleton<IComet>(provider => provider.GetRequiredService<Comet>());
        services.AddHostedService<CometService>();
        services.AddHostedService<IdleRemovalService>();
        return services;
    }

    private static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddOptions<NovCometAuthorizationOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NovCometAuthorizationOptions>, NovCometAuthorizationOptionsValidator>());
        services.TryAddSingleton<ChannelPolicies>();
        services.TryAddSingleton<ChannelAccess>();
        services.TryAddSingleton<SubscriberQuota>();
        return services;
    }

    private static IServiceCollection AddEndpoint(this IServiceCollection services)
    {
        services.TryAddSingleton<PublishGate>();
        services.TryAddSingleton<PublishHandler>();
        services.TryAddSingleton<MessageFileHandler>();
        services.TryAddSingleton<PresenceHandler>();
        services.TryAddSingleton<StreamDeadlines>();
        services.TryAddSingleton<LongPollTransport>();
        services.TryAddSingleton<MessageFileTransport>();
        services.TryAddSingleton<SseTransport>();
        services.TryAddSingleton<FrameRequests>();
        services.TryAddSingleton<WebSocketTransport>();
        services.TryAddSingleton<TcpTransport>();
        services.TryAddSingleton<TcpService>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, TcpService>(provider => provider.GetRequiredService<TcpService>()));
        services.TryAddSingleton<CometHandler>();
        return services;
    }

    private static IServiceCollection AddHealth(this IServiceCollection services)
    {
        // Added twice, a health check is a mistake that the application could not start with.
        if (services.Any(service => service.ServiceType == typeof(WatchHealthCheck))) return services;
        services.AddSingleton<WatchHealthCheck>();
        services.AddHealthChecks().AddCheck<WatchHealthCheck>(HealthCheckName, HealthStatus.Degraded, ["ready"]);
        return services;
    }

    private static NovCometOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<NovCometOptions>>().Value;
}
