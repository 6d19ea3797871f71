using System.Text;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Channels;

namespace NovComet.AspNetCore.Tests.Requests;

/// <summary>
/// What is read from a request, told by the answer: each channel named has the stamp 1732089600.123456, so each of them is in the answer
/// with what was understood of it.
/// </summary>
[TestClass]
public sealed class CometArgumentsTests
{
    private const string Changed = """{"s":1,"k":{"a":1732089600.123456}}""";
    private const string ChangedAndAnchored = """{"s":1,"k":{"a":1732089600.123456},"t":{"a":1732089600.123456}}""";
    private const string Anchored = """{"s":0,"t":{"a":1732089600.123456}}""";

    [TestMethod]
    [DataRow("?&subscribed[a]=1732089600&1732089600417", ChangedAndAnchored, DisplayName = "leading ampersand, number against caches")]
    [DataRow("?&&&subscribed[a]=1.5&&", Changed, DisplayName = "empty parts")]
    [DataRow("?subscribed%5Ba%5D=1.5", Changed, DisplayName = "encoded brackets")]
    [DataRow("?subscribed%5ba%5d=1%2E5", Changed, DisplayName = "lower-case hex, encoded point")]
    [DataRow("?subscribed[%61]=1.5", Changed, DisplayName = "encoded for no reason")]
    [DataRow("?r=push/listen?&subscribed[a]=1.5", Changed, DisplayName = "a second question mark")]
    [DataRow("?route=x&lang=de&subscribed[a]=1.5&callback=f&_=17", Changed, DisplayName = "unknown arguments")]
    [DataRow("?subscribed[a]=1732089600.123456&subscribed[a]=1.5", Changed, DisplayName = "twice: the last counts")]
    [DataRow("?subscribed[a]", Anchored, DisplayName = "no value")]
    [DataRow("?subscribed[a]=", Anchored, DisplayName = "empty value")]
    [DataRow("?subscribed[a]=0", Anchored, DisplayName = "0")]
    [DataRow("?subscribed[a]=0.0", Anchored, DisplayName = "0 with a fraction")]
    [DataRow("?subscribed[a]=-5", Anchored, DisplayName = "a count")]
    [DataRow("?subscribed[a]=earliest", Anchored, DisplayName = "earliest")]
    [DataRow("?subscribed[a]=1732089600.123456", """{"s":0}""", DisplayName = "the stamp that it has")]
    [DataRow("?subscribed[a]=1732089600.12345600", """{"s":0}""", DisplayName = "the same, more digits")]
    [DataRow("?subscribed[a]=1732089600.5", Changed, DisplayName = "a stamp later than the channel's")]
    [DataRow("?subscribed[a]=1732089601", Anchored, DisplayName = "a clock later than the channel's stamp")]
    [DataRow("?1732089600417", """{"s":0}""", DisplayName = "a page without subscriptions")]
    public async Task Query_AsThePagesOfTheOriginalSendIt_IsUnderstood(string query, string expected)
    {
        await using CometServer server = await StartAsync("a");
        RawAnswer answer = await RawHttp.GetAsync(server, query);
        Assert.AreEqual((200, expected), (answer.Status, answer.Body));
    }

    [TestMethod]
    [DataRow("caf%C3%A9", "caf%C3%A9", "café")]
    [DataRow("a+b", "a%20b", "a b")]
    [DataRow("a%20b", "a%20b", "a b")]
    [DataRow("a%2Bb", "a%2Bb", "a+b")]
    [DataRow("R%26D", "R%26D", "R&D")]
    [DataRow("a=b", "a%3Db", "a=b")]
    [DataRow("a[0]", "a%5B0%5D", "a[0]")]
    [DataRow("a][b", "a%5D%5Bb", "a][b")]
    [DataRow("%22x%5C", "%22x%5C", "\\\"x\\\\")]
    [DataRow("%F0%9F%A6%8A", "%F0%9F%A6%8A", "\\uD83E\\uDD8A")]
    [DataRow(".hidden", "%2Ehidden", ".hidden")]
    [DataRow("%25", "%25", "%")]
    public async Task ChannelName_WithUnusualCharacters_IsOneFileAndComesBack(string sent, string file, string answered)
    {
        await using CometServer server = await StartAsync(file);
        string query = sent.Contains('=', StringComparison.Ordinal) ? sent.Replace("=", "%3D", StringComparison.Ordinal) : sent;
        RawAnswer answer = await RawHttp.GetAsync(server, $"?subscribed[{query}]=1.5");
        Assert.AreEqual($$$"""{"s":1,"k":{"{{{answered}}}":1732089600.123456}}""", System.Text.Encoding.UTF8.GetString(System.Text.Encoding.Latin1.GetBytes(answer.Body)));
    }

    [TestMethod]
    public async Task Form_Urlencoded_CountsAfterTheQuery()
    {
        await using CometServer server = await StartAsync("a", "b");
        RawAnswer answer = await PostFormAsync(server, "?subscribed[a]=1732089600.123456&subscribed[b]=1.5", "subscribed%5Ba%5D=1.5&");
        Assert.AreEqual("""{"s":1,"k":{"a":1732089600.123456,"b":1732089600.123456}}""", System.Text.Encoding.UTF8.GetString(System.Text.Encoding.Latin1.GetBytes(answer.Body)));
    }

    [TestMethod]
    public async Task Form_Multipart_IsReadLikeAnyOther()
    {
        await using CometServer server = await StartAsync("a");
        string part = "--x\r\nContent-Disposition: form-data; name=\"subscribed[a]\"\r\n\r\n1.5\r\n--x--\r\n";
        RawAnswer answer = await RawHttp.PostAsync(server, "", "multipart/form-data; boundary=x", part);
        Assert.AreEqual((200, Changed), (answer.Status, answer.Body));
    }

    [TestMethod]
    [DataRow("publish=a")]
    [DataRow("publish=x&publish=a")]
    [DataRow("subscribed[b]=0&publish=a", DisplayName = "publish wins")]
    [DataRow("publish=a&subscribed[b]=yesterday", DisplayName = "publish wins over a mistake too")]
    public async Task Publish_ByQueryAndByForm_IsAcknowledged(string arguments)
    {
        await using CometServer server = await StartAsync("a");
        Assert.AreEqual("true", (await RawHttp.GetAsync(server, "?" + arguments)).Body);
        Assert.AreEqual("true", (await PostFormAsync(server, "", arguments)).Body);
        Assert.AreEqual("true", (await PostFormAsync(server, "?" + arguments, "")).Body);
    }

    private static Task<RawAnswer> PostFormAsync(CometServer server, string query, string form) =>
        RawHttp.PostAsync(server, query, "application/x-www-form-urlencoded; charset=UTF-8", Encoding.UTF8.GetBytes(form));

    private static async Task<CometServer> StartAsync(params string[] files)
    {
        CometServer server = await CometServer.StartAsync(new() { OnSocket = true, Options = CometServer.ShortHold });
        foreach (string file in files) server.Give(file, Stamp.FromMicroseconds(1_732_089_600_123_456));
        return server;
    }
}
