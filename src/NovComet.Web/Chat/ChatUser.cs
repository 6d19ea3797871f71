using System.Security.Claims;

namespace NovComet.Web.Chat;

internal static class ChatUser
{
    /// <summary>What the user is called in the chat; null for whoever has no name there.</summary>
    public static string? ChatName(this ClaimsPrincipal user) => user.FindFirst(ClaimTypes.NameIdentifier)?.Value;
}
