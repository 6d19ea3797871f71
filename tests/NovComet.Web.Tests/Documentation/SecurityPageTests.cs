using System.Text;
using System.Text.RegularExpressions;
using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Documentation;

/// <summary>What docs/security.md says, done word for word: its settings in a file, its commands in a shell, each with the status behind it.</summary>
[TestClass]
public sealed partial class SecurityPageTests
{
    [TestMethod]
    public async Task Commands_GiveTheStatusThatThePageSays()
    {
        Needs.Tool("curl", "curl");
        Needs.Tool("openssl", "openssl");
        using var folder = new TemporaryDirectory();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "appsettings.json"), SecurityPage.Samples("json").Single());
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(
            [$"--NovComet:Directory={Path.Combine(folder.Path, "channels")}", "--NovComet:Tries=2", "--NovComet:Sleep=00:00:00.050"], folder.Path);

        var script = new StringBuilder();
        List<string> expected = [];
        foreach (string line in SecurityPage.Samples("sh").SelectMany(sample => sample.TrimEnd().Split('\n')))
        {
            Match request = Request().Match(line);
            if (request.Success) expected.Add(request.Groups[2].Value);
            script.AppendLine(request.Success ? $"curl -g -s -o /dev/null -w '%{{http_code}}\\n' {request.Groups[1].Value}" : line);
        }

        string output = await ChildProcess.RunAsync("sh", "-e", "-c", script.Replace("http://localhost:5000", gateway.Address.ToString().TrimEnd('/')).ToString());
        Assert.IsGreaterThan(12, expected.Count);
        Assert.AreEqual(string.Join('\n', expected), output.Trim());
    }

    [GeneratedRegex(@"^curl (.*?)\s+# (\d{3})$")]
    private static partial Regex Request();
}
