using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace NovComet.AspNetCore.Authorization;

/// <summary>Finds at start what would otherwise fail at the first request: a policy that nobody has defined.</summary>
internal sealed class NovCometAuthorizationOptionsValidator(IServiceProvider services) : IValidateOptions<NovCometAuthorizationOptions>
{
    public ValidateOptionsResult Validate(string? name, NovCometAuthorizationOptions options)
    {
        List<string> mistakes = [];
        if (options.UserId is null) mistakes.Add("NovCometAuthorizationOptions.UserId is null: leave it out to keep the default.");
        if (!IsKnown(options.SubscribePolicy)) mistakes.Add(Unknown(nameof(options.SubscribePolicy), options.SubscribePolicy));
        if (!IsKnown(options.PublishPolicy)) mistakes.Add(Unknown(nameof(options.PublishPolicy), options.PublishPolicy));
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    // The application has not started yet: nobody waits for this thread.
    private bool IsKnown(string? policy) =>
        policy is null
        || (services.GetService<IAuthorizationPolicyProvider>() is { } policies
            && policies.GetPolicyAsync(policy).ConfigureAwait(false).GetAwaiter().GetResult() is not null);

    private static string Unknown(string option, string? policy) =>
        $"NovCometAuthorizationOptions.{option} names the policy '{policy}', which is not defined: add it by AddAuthorization(options => options.AddPolicy(\"{policy}\", …)).";
}
