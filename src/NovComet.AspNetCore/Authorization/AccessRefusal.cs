namespace NovComet.AspNetCore.Authorization;

/// <summary>Why somebody may not.</summary>
/// <param name="Status">The HTTP status: 401 where signing in would help, else 403.</param>
/// <param name="Sentence">What to change.</param>
internal sealed record AccessRefusal(int Status, string Sentence);
