namespace NovComet.Web.Chat;

/// <summary>What was said, as the channel keeps it. When, its stamp tells.</summary>
/// <param name="From">Who said it.</param>
/// <param name="To">To whom alone; null in a room.</param>
/// <param name="Text">What.</param>
/// <param name="Id">The message's own id; null where the sender's page gave none.</param>
internal sealed record ChatMessage(string From, string? To, string Text, string? Id);
