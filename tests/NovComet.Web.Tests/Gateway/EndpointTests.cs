using System.Net;
using System.Text.Json;
using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Gateway;

/// <summary>What the gateway serves beside /comet.</summary>
[TestClass]
public sealed class EndpointTests
{
    [TestMethod]
    public async Task Pages_AreServedWithTheirPolicy()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);

        using HttpResponseMessage page = await gateway.Client.Http.GetAsync(new Uri("/", UriKind.Relative));
        Assert.AreEqual("text/html", page.Content.Headers.ContentType?.MediaType);
        StringAssert.Contains(page.Headers.GetValues("Content-Security-Policy").Single(), "default-src 'self'");
        Assert.IsFalse(page.Headers.Contains("Server"));
        foreach (string file in new[] { "/demo.js", "/demo.css", "/favicon.svg", "/comet/novcomet.js", "/comet/novcomet.mjs", "/comet/novcomet.d.ts" })
        {
            using HttpResponseMessage part = await gateway.Client.Http.GetAsync(new Uri(file, UriKind.Relative));
            Assert.AreEqual(HttpStatusCode.OK, part.StatusCode, file);
        }

        using HttpResponseMessage inside = await gateway.Client.Http.GetAsync(new Uri("/Gateway/defaults.json", UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.NotFound, inside.StatusCode, "Only the pages are served.");
    }

    [TestMethod]
    [DataRow(null, true)]
    [DataRow("X-Forwarded-For", false)]
    [DataRow("Forwarded", false)]
    public async Task Info_TellsTheDirectory_OnlyToThisMachine(string? header, bool isTold)
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/info");
        if (header is not null) request.Headers.Add(header, "for=203.0.113.7");

        using HttpResponseMessage response = await gateway.Client.Http.SendAsync(request);
        using var info = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.IsTrue(info.RootElement.TryGetProperty("version", out _));
        Assert.AreEqual(isTold, info.RootElement.TryGetProperty("directory", out JsonElement told));
        if (isTold) Assert.AreEqual(directory.Path, told.GetString());
    }

    [TestMethod]
    public async Task Health_DirectoryReplacedByAFile_IsDegraded_AndMendsItself()
    {
        using var parent = new TemporaryDirectory();
        string path = Path.Combine(parent.Path, "channels");
        await using GatewayProcess gateway = await GatewayProcess.StartAsync([$"--NovComet:Directory={path}", "--NovComet:Sleep=00:00:00.050"]);
        Assert.AreEqual("healthy", await gateway.Client.StatusAsync("/healthz/ready"));

        Directory.Delete(path, recursive: true);
        await File.WriteAllTextAsync(path, "");
        await gateway.Client.IsReadyAsync("degraded");
        Assert.AreEqual("healthy", await gateway.Client.StatusAsync("/healthz/live"));

        File.Delete(path);
        await gateway.Client.IsReadyAsync("healthy");
    }
}
