using System.Net;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.BrowserClient;

[TestClass]
public sealed class BrowserClientFilesTests
{
    [TestMethod]
    [DataRow("novcomet.js", "text/javascript; charset=utf-8")]
    [DataRow("novcomet.mjs", "text/javascript; charset=utf-8")]
    [DataRow("novcomet.d.ts", "application/typescript; charset=utf-8")]
    public async Task File_OfTheClient_IsServedAndThenNotAgain(string name, string type)
    {
        await using CometServer server = await CometServer.StartAsync();
        using HttpResponseMessage answer = await server.Client.GetAsync(new Uri("/comet/" + name, UriKind.Relative));
        Assert.AreEqual(type, answer.Content.Headers.ContentType?.ToString());
        Assert.IsTrue(answer.Headers.CacheControl?.NoCache, "a browser asks each time whether it is still the same");
        string source = Path.Combine(TestSettings.RepositoryRoot, "src", "NovComet.AspNetCore", "BrowserClient", name);
        Assert.AreEqual(await File.ReadAllTextAsync(source), await answer.Content.ReadAsStringAsync());

        server.Client.DefaultRequestHeaders.IfNoneMatch.Add(answer.Headers.ETag!);
        using HttpResponseMessage again = await server.Client.GetAsync(new Uri("/comet/" + name, UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.NotModified, again.StatusCode);
        Assert.AreEqual(0, (await again.Content.ReadAsByteArrayAsync()).Length);
    }

    [TestMethod]
    public async Task File_OfAnotherName_IsNotThere()
    {
        await using CometServer server = await CometServer.StartAsync();
        using HttpResponseMessage answer = await server.Client.GetAsync(new Uri("/comet/other.js", UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
