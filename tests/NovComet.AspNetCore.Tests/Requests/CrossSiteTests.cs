using System.Net;
using NovComet.AspNetCore.Tests.Hosting;

namespace NovComet.AspNetCore.Tests.Requests;

/// <summary>Who may publish, by what a browser says of where the request comes from.</summary>
[TestClass]
public sealed class CrossSiteTests
{
    private const string None = "-";

    [TestMethod]
    [DataRow(None, None, true, DisplayName = "not a browser")]
    [DataRow("same-origin", None, true)]
    [DataRow("same-origin", "http://gateway.example:8080", true)]
    [DataRow("none", None, true, DisplayName = "typed into the address bar")]
    [DataRow("same-site", None, false)]
    [DataRow("same-site", "http://other.gateway.example", false)]
    [DataRow("cross-site", None, false, DisplayName = "an image of another site")]
    [DataRow("cross-site", "https://elsewhere.example", false)]
    [DataRow("cross-site", "null", false, DisplayName = "a sandboxed frame")]
    [DataRow("cross-site", "https://allowed.example", true)]
    [DataRow("same-site", "https://ALLOWED.example", true)]
    [DataRow("cross-site", "https://allowed.example:444", false, DisplayName = "another port than the allowed one")]
    [DataRow("cross-site", "http://allowed.example", false, DisplayName = "another scheme than the allowed one")]
    [DataRow("cross-site", "http://gateway.example:8080", false, DisplayName = "Sec-Fetch-Site counts more than Origin")]
    [DataRow("nonsense", None, false)]
    [DataRow(None, "http://gateway.example:8080", true, DisplayName = "an older browser, own origin")]
    [DataRow(None, "http://GATEWAY.example:8080", true)]
    [DataRow(None, "https://gateway.example:8080", true, DisplayName = "behind a proxy that ends TLS")]
    [DataRow(None, "http://gateway.example", false, DisplayName = "another port of the same machine")]
    [DataRow(None, "http://gateway.example:8081", false)]
    [DataRow(None, "http://gateway.example.evil.example:8080", false)]
    [DataRow(None, "https://elsewhere.example", false)]
    [DataRow(None, "https://allowed.example", true)]
    [DataRow(None, "null", false)]
    [DataRow(None, "garbage", false)]
    public async Task Publish_ByWhereItComesFrom_IsDoneOrRefused(string site, string origin, bool isDone)
    {
        await using CometServer server = await StartAsync();
        await AssertAsync(server, new Uri("http://gateway.example:8080/comet?publish=news"), site, origin, isDone);
    }

    [TestMethod]
    [DataRow("http://gateway.example", true)]
    [DataRow("http://gateway.example:80", true)]
    [DataRow("https://gateway.example:8443", false)]
    public async Task Publish_ToTheDefaultPort_KnowsItsOwnOrigin(string origin, bool isDone)
    {
        await using CometServer server = await StartAsync();
        await AssertAsync(server, new Uri("http://gateway.example/comet?publish=news"), None, origin, isDone);
    }

    [TestMethod]
    [DataRow("http://gateway.example:8080/page?x=1", HttpStatusCode.OK, DisplayName = "a page of the gateway's own, over plain HTTP")]
    [DataRow("http://elsewhere.example/page", HttpStatusCode.Forbidden, DisplayName = "an image of another site, over plain HTTP")]
    [DataRow("https://allowed.example/page", HttpStatusCode.OK)]
    [DataRow("garbage", HttpStatusCode.Forbidden)]
    public async Task Publish_OnlyTheRefererTells_IsDoneOrRefused(string referer, HttpStatusCode status)
    {
        await using CometServer server = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://gateway.example:8080/comet?publish=news");
        request.Headers.TryAddWithoutValidation("Referer", referer);
        using HttpResponseMessage answer = await server.Client.SendAsync(request);
        Assert.AreEqual(status, answer.StatusCode);
    }

    [TestMethod]
    public async Task Poll_FromAnotherSite_IsAnswered()
    {
        await using CometServer server = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/comet?subscribed[news]=0");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using HttpResponseMessage answer = await server.Client.SendAsync(request);
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    private static Task<CometServer> StartAsync() => CometServer.StartAsync(new()
    {
        Options = options =>
        {
            CometServer.ShortHold(options);
            options.AllowedOrigins = ["https://allowed.example"];
        },
    });

    private static async Task AssertAsync(CometServer server, Uri url, string site, string origin, bool isDone)
    {
        foreach (HttpMethod method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Post])
        {
            File.Delete(server.Directory.FileOf("news"));
            using var request = new HttpRequestMessage(method, url);
            if (site != None) request.Headers.Add("Sec-Fetch-Site", site);
            if (origin != None) request.Headers.TryAddWithoutValidation("Origin", origin);
            using HttpResponseMessage answer = await server.Client.SendAsync(request);
            if (isDone) Assert.AreEqual("true", await answer.Content.ReadAsStringAsync());
            else Assert.Contains("NovComet:AllowedOrigins", await Problem.AssertAsync(answer, HttpStatusCode.Forbidden));
            Assert.AreEqual(isDone, File.Exists(server.Directory.FileOf("news")));
        }
    }
}
