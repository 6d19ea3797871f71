using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace NovComet.Web.Access;

/// <summary>Who may do what at this gateway: tokens, tickets, keys and rules of the configuration, as far as there are any.</summary>
internal static class GatewayAccess
{
    private const string SelectingScheme = "NovComet";
    private const string RequestLogs = "Microsoft.AspNetCore.Hosting.Diagnostics";

    public static AccessSettings AddAccessSettings(this IServiceCollection services, IConfiguration configuration)
    {
        AccessSettings settings = AccessSettingsReader.Read(configuration);
        services.AddSingleton(settings);
        services.AddSingleton(new KeyRing(settings.Keys));
        services.AddSingleton(provider => new RuleBook(settings.Rules, provider.GetRequiredService<KeyRing>()));
        services.AddSingleton<IValidateOptions<NovCometOptions>, AccessValidator>();
        return settings;
    }

    public static void AddGatewayAccess(this WebApplicationBuilder builder)
    {
        AccessSettings settings = builder.Services.AddAccessSettings(builder.Configuration);
        if (settings.HasSignIn) AddSignIn(builder.Services, settings);
        if (settings.Jwt is { } jwt)
        {
            builder.Services.AddSingleton(jwt);
            builder.Services.AddSingleton<Tickets>();
            builder.Services.AddSingleton<TicketEndpoint>();

            // Request logs show the query, and with it tickets. The console's own filters would win over those for all.
            builder.Logging.AddFilter(RequestLogs, LogLevel.None);
            builder.Logging.AddFilter<ConsoleLoggerProvider>(RequestLogs, LogLevel.None);
        }

        // An open gateway asks nobody: a policy would cost each poll.
        if (settings.Rules.Count == 0 && settings.Keys.Count == 0) return;
        builder.Services.AddSingleton<IAuthorizationHandler, RuleHandler>();
        builder.Services.AddAuthorization(options => options.AddPolicy(RuleHandler.Policy, policy => policy.AddRequirements(new RuleHandler.Requirement())));
        builder.Services.AddNovCometAuthorization(options => (options.SubscribePolicy, options.PublishPolicy) = (RuleHandler.Policy, RuleHandler.Policy));
    }

    public static void UseGatewayAccess(this WebApplication app)
    {
        AccessSettings settings = app.Services.GetRequiredService<AccessSettings>();
        if (settings.HasSignIn) app.UseAuthentication();
        if (settings.Jwt is not null)
            app.MapPost("/comet/ticket", (RequestDelegate)app.Services.GetRequiredService<TicketEndpoint>().HandleAsync);
    }

    private static void AddSignIn(IServiceCollection services, AccessSettings settings)
    {
        AuthenticationBuilder authentication = services.AddAuthentication(SelectingScheme)
            .AddPolicyScheme(SelectingScheme, null, policy => policy.ForwardDefaultSelector = context => Select(context, settings.Jwt is not null))
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null);
        if (settings.Jwt is null) return;
        authentication
            .AddScheme<AuthenticationSchemeOptions, TicketAuthentication>(TicketAuthentication.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null);
    }

    private static string Select(HttpContext context, bool hasUsers)
    {
        if (BearerToken.Of(context.Request) is { } token)
            return !hasUsers || context.RequestServices.GetRequiredService<KeyRing>().Find(token) is not null ? KeyAuthentication.SchemeName : TokenAuthentication.SchemeName;
        if (!hasUsers) return KeyAuthentication.SchemeName;
        return TicketAuthentication.IsFor(context.Request) ? TicketAuthentication.SchemeName : TokenAuthentication.SchemeName;
    }
}
