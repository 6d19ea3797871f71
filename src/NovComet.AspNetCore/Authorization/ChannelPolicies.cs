using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace NovComet.AspNetCore.Authorization;

/// <summary>Asks the application's policies. Their handlers may be scoped services: a caller without a request gets a scope of its own.</summary>
internal sealed class ChannelPolicies(IServiceScopeFactory scopes)
{
    public async ValueTask<bool> AllowAsync(Caller caller, string policy, CometChannel channel)
    {
        if (caller.Services is { } services) return await AllowAsync(services, caller, policy, channel);
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        return await AllowAsync(scope.ServiceProvider, caller, policy, channel);
    }

    private static async ValueTask<bool> AllowAsync(IServiceProvider services, Caller caller, string policy, CometChannel channel) =>
        (await services.GetRequiredService<IAuthorizationService>().AuthorizeAsync(caller.User, channel, policy)).Succeeded;
}
