using System.Security.Claims;

namespace NovComet.Web.Chat;

internal static class ChatUser
{
    /// <summary>A person as ASP.NET Core's user. It has no claim <c>sub</c>: rules for users who are signed in do not mean visitors.</summary>
    public static ClaimsPrincipal ToUser(this ChatPerson person) => new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, person.Id)], "NovComet.Chat"));

    /// <summary>Who the user is in the chat; null for whoever has no name there.</summary>
    public static ChatPerson? ChatPerson(this ClaimsPrincipal user) => user.FindFirst(ClaimTypes.NameIdentifier) is { } id ? new ChatPerson(id.Value) : null;
}
