using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace NovComet.Tests.Architecture;

/// <summary>The tests that docs/origin.md names exist.</summary>
[TestClass]
public sealed partial class DocumentedTestsTests
{
    [TestMethod]
    public void Origin_NamesOfTests_AreTestsOfOurs()
    {
        string root = RootFolder();
        string page = File.ReadAllText(Path.Combine(root, "docs", "origin.md"));
        string[] named = [.. TestName().Matches(page).Select(match => match.Groups[1].Value).Distinct()];
        string[] missing = [.. named.Where(name => !Exists(root, name))];

        Assert.IsGreaterThan(15, named.Length);
        Assert.AreEqual("", string.Join('\n', missing));
    }

    private static bool Exists(string root, string name)
    {
        string[] parts = name.Split('.');
        return Directory.EnumerateFiles(Path.Combine(root, "tests"), parts[0] + ".cs", SearchOption.AllDirectories)
            .Any(file => parts.Length == 1 || File.ReadAllText(file).Contains($" {parts[1]}(", StringComparison.Ordinal));
    }

    private static string RootFolder([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", ".."));

    [GeneratedRegex(@"`(\w+Tests(?:\.\w+)?)`")]
    private static partial Regex TestName();
}
