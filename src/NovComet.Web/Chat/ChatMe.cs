namespace NovComet.Web.Chat;

/// <summary>Who the visitor is.</summary>
/// <param name="Name">What the visitor is called; null where there is no name yet.</param>
/// <param name="Id">The user's id: another one each time a name is taken; null where there is no name yet.</param>
internal sealed record ChatMe(string? Name, string? Id);
