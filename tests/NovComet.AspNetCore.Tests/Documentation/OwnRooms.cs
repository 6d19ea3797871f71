using Microsoft.AspNetCore.Authorization;
using NovComet.AspNetCore.Authorization;

namespace NovComet.AspNetCore.Tests.Documentation;

internal sealed class OwnRooms : AuthorizationHandler<OwnRooms, CometChannel>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, OwnRooms requirement, CometChannel channel)
    {
        bool isOwnRoom = !channel.IsReserved && context.User.HasClaim("room", channel.Name);
        bool isAddressed = channel.IsReserved && channel.Action == CometAction.Subscribe;
        if (isOwnRoom || isAddressed) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
