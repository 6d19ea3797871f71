namespace NovComet.Web.Chat;

/// <summary>What a page sends to be said.</summary>
/// <param name="Text">What somebody says.</param>
/// <param name="Id">The message's own id, chosen by the page: however often it is sent, it is one message.</param>
internal sealed record ChatPost(string? Text, string? Id);
