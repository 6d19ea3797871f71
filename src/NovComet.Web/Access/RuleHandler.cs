using Microsoft.AspNetCore.Authorization;
using NovComet.AspNetCore.Authorization;

namespace NovComet.Web.Access;

/// <summary>The rules of the configuration as a policy of ASP.NET Core.</summary>
internal sealed class RuleHandler(RuleBook rules, KeyRing keys) : AuthorizationHandler<RuleHandler.Requirement, CometChannel>
{
    public const string Policy = "NovComet";

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, Requirement requirement, CometChannel resource)
    {
        if (rules.Allows(Asker.Of(context.User, keys), resource)) context.Succeed(requirement);
        return Task.CompletedTask;
    }

    internal sealed class Requirement : IAuthorizationRequirement;
}
