using System.Text;
using NovComet.AspNetCore.Tests.Hosting;

namespace NovComet.AspNetCore.Tests.Requests;

/// <summary>Whatever is sent, it is bounded: a request that is too large gets a no at once, and the next one is served.</summary>
[TestClass]
public sealed class BoundsTests
{
    private const string Form = "application/x-www-form-urlencoded";

    public static IEnumerable<object[]> TooMuch =>
    [
        ["a URL of 9 kB", 414, (CometServer server) => RawHttp.GetAsync(server, "?" + new string('x', 9000))],
        ["8 kB of ampersands", 400, (CometServer server) => RawHttp.GetAsync(server, "?" + new string('&', 8000))],
        ["a name that fills the URL", 400, (CometServer server) => RawHttp.GetAsync(server, $"?subscribed[{new string('x', 8000)}]=0")],
        ["deep brackets", 400, (CometServer server) => RawHttp.GetAsync(server, $"?subscribed{new string('[', 4000)}{new string(']', 4000)}=0")],
        ["a cursor that fills the URL", 400, (CometServer server) => RawHttp.GetAsync(server, $"?subscribed[a]={new string('9', 8000)}")],
        ["400 channels", 400, (CometServer server) => RawHttp.GetAsync(server, "?" + Channels(400))],
        ["10,000 channels in a form", 400, (CometServer server) => RawHttp.PostAsync(server, "", Form, Channels(10_000))],
        ["10,000 unknown arguments", 400, (CometServer server) => RawHttp.PostAsync(server, "", Form, Channels(10_000).Replace("subscribed", "x", StringComparison.Ordinal))],
        ["10,000 times one channel", 400, (CometServer server) => RawHttp.PostAsync(server, "", Form, string.Join('&', Enumerable.Repeat("subscribed[a]=0", 10_000)))],
        ["a form of 300 kB", 413, (CometServer server) => RawHttp.PostAsync(server, "", Form, "publish=" + new string('x', 300_000))],
        ["a form's name of 5 kB", 400, (CometServer server) => RawHttp.PostAsync(server, "", Form, new string('x', 5_000) + "=1")],
        ["a multipart form of 300 kB", 413, (CometServer server) => RawHttp.PostAsync(server, "", "multipart/form-data; boundary=x", Part(new string('x', 300_000)))],
        ["a boundary of 1 kB", 400, (CometServer server) => RawHttp.PostAsync(server, "", $"multipart/form-data; boundary={new string('x', 1000)}", "")],
        ["40 kB of headers", 431, (CometServer server) => RawHttp.GetAsync(server, "?publish=a", $"X: {new string('x', 40_000)}\r\n")],
    ];

    public static string NameOf(System.Reflection.MethodInfo method, object[] data) => (string)data[0];

    [TestMethod]
    [DynamicData(nameof(TooMuch), DynamicDataDisplayName = nameof(NameOf))]
    public async Task Request_ThatIsTooMuch_IsRefusedAndTheNextIsServed(string name, int status, object send)
    {
        await using CometServer server = await CometServer.StartAsync(new() { OnSocket = true, Options = CometServer.ShortHold });
        RawAnswer answer = await ((Func<CometServer, Task<RawAnswer>>)send)(server);
        Assert.AreEqual(status, answer.Status, $"{name}: {answer.Body}");
        Assert.AreEqual("true", (await RawHttp.GetAsync(server, "?publish=next")).Body);
        server.AssertNoErrors();
    }

    [TestMethod]
    [DataRow(200, 200)]
    [DataRow(201, 400)]
    public async Task ChannelName_AtTheLimit(int length, int status)
    {
        await using CometServer server = await CometServer.StartAsync(new() { OnSocket = true });
        Assert.AreEqual(status, (await RawHttp.GetAsync(server, "?publish=" + new string('x', length))).Status);
    }

    private static string Channels(int count) => string.Join('&', Enumerable.Range(0, count).Select(i => $"subscribed[c{i}]=0"));

    private static string Part(string value) =>
        new StringBuilder("--x\r\nContent-Disposition: form-data; name=\"publish\"\r\n\r\n").Append(value).Append("\r\n--x--\r\n").ToString();
}
