using System.Text.RegularExpressions;

namespace NovComet.Web.Tests.Documentation;

/// <summary>docs/security.md, as far as a program can read it.</summary>
internal static partial class SecurityPage
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(TestSettings.RepositoryRoot, "docs", "security.md"));

    /// <summary>The samples in a language, in their order.</summary>
    public static IReadOnlyList<string> Samples(string language) =>
        [.. Sample().Matches(s_text).Where(match => match.Groups[1].Value == language).Select(match => match.Groups[2].Value)];

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Sample();
}
