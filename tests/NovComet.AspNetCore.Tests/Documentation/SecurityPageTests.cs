using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using NovComet.AspNetCore.Tests.Authorization;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Documentation;

/// <summary>The C# of docs/security.md stands in this folder word for word, and does what the page says.</summary>
[TestClass]
public sealed partial class SecurityPageTests
{
    [TestMethod]
    [DataRow("sub=1;room=lobby", "subscribed[lobby]=0", HttpStatusCode.OK)]
    [DataRow("sub=1;room=lobby", "publish=lobby", HttpStatusCode.OK)]
    [DataRow("sub=1;room=lobby", "subscribed[cellar]=0", HttpStatusCode.Forbidden)]
    [DataRow("sub=1;room=lobby", "subscribed[@me]=0&subscribed[@all]=0", HttpStatusCode.OK)]
    [DataRow("sub=1;room=@all", "publish=@all", HttpStatusCode.Forbidden)]
    [DataRow("sub=1", "publish=@user.2", HttpStatusCode.Forbidden)]
    [DataRow(null, "subscribed[lobby]=0", HttpStatusCode.Unauthorized)]
    public async Task OwnRooms_DoesWhatThePageSays(string? claims, string query, HttpStatusCode expected)
    {
        await using CometServer server = await AccessServer.StartAsync(services: services =>
        {
            var builder = new { Services = services };
            builder.Services.AddAuthorization(options => options.AddPolicy("channels", policy => policy.AddRequirements(new OwnRooms())));
            builder.Services.AddNovCometAuthorization(options =>
            {
                options.SubscribePolicy = "channels";
                options.PublishPolicy = "channels";
            });
        });
        await server.AssertAsync(claims, query, expected);
    }

    [TestMethod]
    public void Samples_OfThePage_StandInThisFolder()
    {
        string page = File.ReadAllText(Path.Combine(TestSettings.RepositoryRoot, "docs", "security.md"));
        string folder = Path.Combine(TestSettings.RepositoryRoot, "tests", "NovComet.AspNetCore.Tests", "Documentation");
        string code = string.Join('\n', Directory.GetFiles(folder, "*.cs").Select(file => Unindented(File.ReadAllText(file))));
        string[] samples = [.. Sample().Matches(page).Select(match => match.Groups[1].Value)];
        Assert.HasCount(2, samples);
        foreach (string sample in samples) Assert.Contains(Unindented(sample), code);
    }

    private static string Unindented(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()));

    [GeneratedRegex(@"^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Sample();
}
