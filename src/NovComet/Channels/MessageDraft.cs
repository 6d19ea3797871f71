namespace NovComet.Channels;

/// <summary>A message on its way to a channel.</summary>
/// <param name="Content">What it carries.</param>
/// <param name="IdempotencyKey">
/// Makes a repeated publish one message, as long as the first one is retained: the second gets the first one's stamp. 1 to 64 visible ASCII characters.
/// </param>
/// <param name="Except">By whom it is not to be received: the hash of a session's id.</param>
internal readonly record struct MessageDraft(MessageContent Content, string? IdempotencyKey = null, string? Except = null);
