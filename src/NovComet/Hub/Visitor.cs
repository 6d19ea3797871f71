namespace NovComet.Hub;

/// <summary>Who is connected: a user, a session, or, knowing neither, a connection.</summary>
/// <param name="UserId">The user's id.</param>
/// <param name="SessionId">The session's id.</param>
/// <param name="Connection">A number that tells connections apart that say nothing of themselves; 0 for all others.</param>
internal readonly record struct Visitor(string? UserId, string? SessionId, long Connection);
