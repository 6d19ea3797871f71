namespace NovComet.AspNetCore.Tests.Hosting;

/// <summary>An answer as it came over the wire; its body byte for byte, one character each.</summary>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
