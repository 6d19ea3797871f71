namespace NovComet.Web.Doctor;

/// <summary>One thing that was examined.</summary>
/// <param name="Verdict">How it is judged.</param>
/// <param name="Subject">What was examined.</param>
/// <param name="Fact">What it is like.</param>
/// <param name="Advice">What to do, where it is not fine.</param>
internal sealed record Finding(Verdict Verdict, string Subject, string Fact, string? Advice = null);
