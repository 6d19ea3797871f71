using FsCheck;
using FsCheck.Fluent;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Requests;

/// <summary>No garbage hangs or breaks the gateway: each request gets one of the answers that the protocol knows.</summary>
[TestClass]
public sealed class GarbageTests
{
    private static readonly int[] s_known = [200, 400, 403, 413, 414, 415, 431];

    private static readonly string[] s_pieces =
    [
        "subscribed[", "subscribed%5B", "]", "[", "%5D", "publish=", "data=", "=", "&", "&&", "?", ";", "+", "%", "%0", "%00", "%0d%0a", "%zz", "%ff", "%C3%28",
        "%ED%A0%80", "%F0%9F%A6%8A", "..", "../", "/", "\\", "@all", "@", "news", "a", "0", "-1", "-", "1.5", "1732089600", "1e9", "0x1", "earliest", "NaN", "é", "\"", "'", "<", "\t", "#",
    ];

    private static readonly string[] s_types =
    [
        "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-16", "application/x-www-form-urlencoded; charset=nonsense",
        "multipart/form-data; boundary=x", "multipart/form-data", "multipart/form-data; boundary=\"\"", "application/json", "text/plain", "nonsense",
    ];

    private static readonly string[] s_partPieces =
    [
        "--x\r\n", "--x--\r\n", "--x", "\r\n", "\r\n\r\n", "Content-Disposition: form-data; name=\"publish\"", "Content-Disposition: form-data; name=\"f\"; filename=\"f\"",
        "Content-Disposition: form-data; name=\"subscribed[a]\"", "Content-Disposition: ", "Content-Type: text/plain; charset=nonsense", "no header", "news", "0",
    ];

    private static Gen<string> Query => Joined(s_pieces);

    private static Gen<string> Body => Gen.OneOf(Query, Joined(s_partPieces), Joined([.. s_partPieces, .. s_pieces]));

    [TestMethod]
    public async Task Query_OfGarbage_GetsAnAnswer()
    {
        await using CometServer server = await StartAsync();
        Prop.ForAll(Query.ToArbitrary(), query => IsKnown(RawHttp.GetAsync(server, "?" + query), query)).Check(Runs(500));
        await AssertIsWellAsync(server);
    }

    [TestMethod]
    public async Task Body_OfGarbage_GetsAnAnswer()
    {
        await using CometServer server = await StartAsync();
        Arbitrary<(string Type, string Query, string Body)> posts =
            (from type in Gen.Elements(s_types)
             from query in Gen.OneOf(Gen.Constant(""), Query)
             from body in Body
             select (type, query, body)).ToArbitrary();
        Prop.ForAll(posts, post => IsKnown(RawHttp.PostAsync(server, "?" + post.Query, post.Type, post.Body), post.ToString())).Check(Runs(500));
        await AssertIsWellAsync(server);
    }

    [TestMethod]
    public async Task Body_OfRandomBytes_GetsAnAnswer()
    {
        await using CometServer server = await StartAsync();
        Arbitrary<(string Type, byte[] Body)> posts =
            (from type in Gen.Elements(s_types)
             from body in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf()
             select (type, body)).ToArbitrary();
        Prop.ForAll(posts, post => IsKnown(RawHttp.PostAsync(server, "", post.Type, post.Body), post.ToString())).Check(Runs(300));
        await AssertIsWellAsync(server);
    }

    private static Gen<string> Joined(string[] pieces) =>
        Gen.Elements(pieces).ArrayOf().Resize(12).Select(string.Concat);

    private static Config Runs(int count) => Config.QuickThrowOnFailure.WithMaxTest(count * TestSettings.Soak);

    private static bool IsKnown(Task<RawAnswer> sent, string what)
    {
        RawAnswer answer = sent.GetAwaiter().GetResult();
        Assert.Contains(answer.Status, s_known, $"{what}: {answer.Body}");
        return true;
    }

    private static Task<CometServer> StartAsync() =>
        CometServer.StartAsync(new() { OnSocket = true, Store = new MemoryStore(), Options = options => (options.Tries, options.Sleep) = (1, TimeSpan.FromMilliseconds(10)) });

    private static async Task AssertIsWellAsync(CometServer server)
    {
        server.AssertNoErrors();
        await Eventually.IsTrueAsync(() => server.Held == 0, "nobody is held");
        Assert.AreEqual("true", (await RawHttp.GetAsync(server, "?publish=news")).Body);
        string[] strangers = [.. Directory.EnumerateFiles(server.Directory.Path).Where(file => !file.EndsWith(".comet", StringComparison.Ordinal))];
        Assert.IsEmpty(strangers);
    }
}
