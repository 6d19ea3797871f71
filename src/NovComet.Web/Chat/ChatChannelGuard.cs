using Microsoft.AspNetCore.Authorization;
using NovComet.AspNetCore.Authorization;

namespace NovComet.Web.Chat;

/// <summary>Keeps everybody from publishing to the chat's channels past the chat, in somebody else's name. It vetoes, whatever other rules allow.</summary>
internal sealed class ChatChannelGuard : IAuthorizationHandler
{
    public const string Policy = "NovComet.Chat";

    public Task HandleAsync(AuthorizationHandlerContext context)
    {
        if (context.Resource is CometChannel { Action: CometAction.Publish } channel && ChatChannels.Own(channel.Name)) context.Fail();
        return Task.CompletedTask;
    }

    /// <summary>What goes for publishing where nobody has set a policy: the same as without one.</summary>
    public static void BuildDefault(AuthorizationPolicyBuilder policy) =>
        policy.RequireAssertion(context => context.Resource is CometChannel { IsReserved: false });
}
