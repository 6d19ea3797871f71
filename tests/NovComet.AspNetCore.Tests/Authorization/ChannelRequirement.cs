using Microsoft.AspNetCore.Authorization;
using NovComet.AspNetCore.Authorization;

namespace NovComet.AspNetCore.Tests.Authorization;

/// <summary>Lets those through who have the claim <c>may</c> with the action and the channel's name, and writes down what was asked.</summary>
internal sealed class ChannelRequirement : AuthorizationHandler<ChannelRequirement, CometChannel>, IAuthorizationRequirement
{
    public List<string> Asked { get; } = [];

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ChannelRequirement requirement, CometChannel resource)
    {
        string asked = $"{resource.Action} {resource.Name}";
        lock (Asked) Asked.Add(asked);
        if (context.User.HasClaim("may", asked)) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
