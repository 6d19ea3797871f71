namespace NovComet.Promises.Checking;

/// <summary>A promise that was broken.</summary>
/// <param name="Promise">Which one, such as P4.</param>
/// <param name="What">Where, by whom seen, and how.</param>
internal sealed record Breach(string Promise, string What)
{
    public override string ToString() => $"{Promise}: {What}";
}
