using System.Net;
using System.Net.Http.Headers;
using System.Text;
using NovComet.AspNetCore.Tests.Hosting;
using NovComet.Channels;

namespace NovComet.AspNetCore.Tests.Endpoints;

/// <summary>What becomes of content, by how it is sent: seen by who reads the channel.</summary>
[TestClass]
public sealed class PublishTests
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Nothing = "";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("application/json", """{ "id" : 7.10, "a":[1, 2] }""", """{"id":7.10,"a":[1,2]}""")]
    [DataRow("application/json; charset=utf-8", "\"é\"", "\"é\"")]
    [DataRow("application/vnd.api+json", "null", "null")]
    [DataRow("text/json", "12345678901234567890.50", "12345678901234567890.50", DisplayName = "numbers digit for digit")]
    [DataRow("text/plain", "hello \"you\"\nthere", """ "hello \"you\"\nthere" """)]
    [DataRow("text/plain;charset=UTF-8", "7", "\"7\"")]
    [DataRow("text/html", "<b>", "\"<b>\"")]
    [DataRow("", "no type", "\"no type\"")]
    [DataRow(Form, "hello", "\"hello\"", DisplayName = "what curl -d sends")]
    [DataRow(Form, "a+b%20c", "\"a+b%20c\"", DisplayName = "content is not decoded as a form")]
    [DataRow(Form, """{"id":7}""", """{"id":7}""", DisplayName = "JSON by curl -d")]
    [DataRow(Form, """{"url":"x?a=1&data=2&publish=other"}""", """{"url":"x?a=1&data=2&publish=other"}""", DisplayName = "JSON with what could be arguments of ours")]
    [DataRow(Form, "x=1&y=2", "\"x=1&y=2\"")]
    [DataRow(Form, "data=a+b%20c", "\"a b c\"")]
    [DataRow(Form, "data=7", "\"7\"", DisplayName = "'data' is text")]
    [DataRow("application/json", Nothing, null, DisplayName = "nothing is a signal")]
    [DataRow(Form, Nothing, null)]
    [DataRow(Form, "data=", null)]
    public async Task Body_ByItsType_IsTheMessage(string type, string body, string? message)
    {
        await using CometServer server = await StartAsync();
        using HttpResponseMessage answer = await PostAsync(server, "publish=a", type, Encoding.UTF8.GetBytes(body));
        Assert.AreEqual("true", await answer.Content.ReadAsStringAsync(TestContext.CancellationToken));
        string stamp = answer.Headers.GetValues("Comet-Stamp").Single();
        string messages = message is null ? "" : $$""","m":{"a":[{"t":{{stamp}},"d":{{message.Trim()}}}]}""";
        Assert.AreEqual($$$"""{"s":1,"k":{"a":{{{stamp}}}}{{{messages}}}}""", await server.GetStringAsync("subscribed[a]=0.000001"));
    }

    [TestMethod]
    [DataRow("GET", "publish=a&data=hello")]
    [DataRow("POST", "publish=a&data=hello")]
    [DataRow("GET", "publish=a&data=hello&subscribed[a]=0&x=1")]
    public async Task Data_InTheQuery_IsText(string method, string query)
    {
        await using CometServer server = await StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/comet?" + query);
        using HttpResponseMessage answer = await server.Client.SendAsync(request, TestContext.CancellationToken);
        Assert.AreEqual("true", await answer.Content.ReadAsStringAsync(TestContext.CancellationToken));
        Assert.Contains("\"d\":\"hello\"", await server.GetStringAsync("subscribed[a]=0.000001"));
    }

    [TestMethod]
    [DataRow("application/json", "{", HttpStatusCode.BadRequest, "not JSON")]
    [DataRow("application/json", "1 2", HttpStatusCode.BadRequest, "not JSON")]
    [DataRow("application/json", "\"\u00ff", HttpStatusCode.BadRequest, "UTF-8")]
    [DataRow("text/plain", "\u00ff", HttpStatusCode.BadRequest, "UTF-8")]
    [DataRow(Form, "\u00ff", HttpStatusCode.BadRequest, "UTF-8")]
    [DataRow("application/octet-stream", "x", HttpStatusCode.UnsupportedMediaType, "text/plain")]
    [DataRow("application/xml", "<x/>", HttpStatusCode.UnsupportedMediaType, "text/plain")]
    [DataRow("nonsense", "x", HttpStatusCode.UnsupportedMediaType, "text/plain")]
    [DataRow("text/plain; charset=iso-8859-1", "x", HttpStatusCode.UnsupportedMediaType, "UTF-8")]
    [DataRow("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"y\"\r\n\r\n1\r\n--x--\r\n", HttpStatusCode.UnsupportedMediaType, "several parts")]
    public async Task Content_ThatCannotBeAMessage_IsRefused(string type, string latin1, HttpStatusCode status, string says)
    {
        await using CometServer server = await StartAsync();
        using HttpResponseMessage answer = await PostAsync(server, "publish=a", type, Encoding.Latin1.GetBytes(latin1));
        Assert.Contains(says, await Problem.AssertAsync(answer, status));
        await AssertNothingCameAsync(server);
    }

    [TestMethod]
    [DataRow("text/plain", 98, true, DisplayName = "the quotes count")]
    [DataRow("text/plain", 99, false)]
    [DataRow("text/plain", 5000, false)]
    [DataRow(Form, 98, true)]
    [DataRow(Form, 101, false)]
    [DataRow("application/json", 100, true)]
    [DataRow("application/json", 101, false)]
    public async Task Content_UpToTheLimit_IsTaken(string type, int length, bool isTaken)
    {
        await using CometServer server = await StartAsync(options => options.Limits.MessageBytes = 100);
        string body = type == "application/json" ? new string('1', length) : new string('x', length);
        using HttpResponseMessage answer = await PostAsync(server, "publish=a", type, Encoding.UTF8.GetBytes(body));
        if (isTaken) Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode);
        else Assert.Contains("at most 100 bytes", await Problem.AssertAsync(answer, HttpStatusCode.RequestEntityTooLarge));
    }

    [TestMethod]
    public async Task Content_Compressed_IsRefused()
    {
        await using CometServer server = await StartAsync();
        using var content = new ByteArrayContent([0x1f, 0x8b]);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/plain");
        content.Headers.ContentEncoding.Add("gzip");
        using HttpResponseMessage answer = await server.Client.PostAsync("/comet?publish=a", content, TestContext.CancellationToken);
        Assert.Contains("Content-Encoding", await Problem.AssertAsync(answer, HttpStatusCode.UnsupportedMediaType));
    }

    [TestMethod]
    public async Task Content_Twice_IsRefused()
    {
        await using CometServer server = await StartAsync();
        using HttpResponseMessage answer = await PostAsync(server, "publish=a&data=x", "text/plain", "y"u8.ToArray());
        await Problem.AssertAsync(answer, HttpStatusCode.BadRequest);
        await AssertNothingCameAsync(server);
    }

    [TestMethod]
    public async Task Receipt_Asked_HasTheStamp()
    {
        await using CometServer server = await StartAsync();
        using HttpResponseMessage answer = await PostAsync(server, "publish=%40&receipt=1".Replace("%40", "a\"b", StringComparison.Ordinal), "text/plain", "x"u8.ToArray());
        string stamp = answer.Headers.GetValues("Comet-Stamp").Single();
        Assert.AreEqual($$"""{"channel":"a\"b","stamp":{{stamp}}}""", await answer.Content.ReadAsStringAsync(TestContext.CancellationToken));
    }

    [TestMethod]
    [DataRow("k-1")]
    [DataRow("\"k-1\"")]
    public async Task IdempotencyKey_Repeated_IsOneMessage(string second)
    {
        await using CometServer server = await StartAsync();
        string[] stamps = [await PublishAsync("k-1"), await PublishAsync(second), await PublishAsync("k-2")];
        Assert.AreEqual(stamps[0], stamps[1]);
        Assert.AreNotEqual(stamps[0], stamps[2]);

        async Task<string> PublishAsync(string key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/comet?publish=a&data=x");
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
            using HttpResponseMessage answer = await server.Client.SendAsync(request, TestContext.CancellationToken);
            return answer.Headers.GetValues("Comet-Stamp").Single();
        }
    }

    [TestMethod]
    [DataRow("Idempotency-Key", "has space", "publish=a&data=x")]
    [DataRow("X", "x", "publish=a&data=x&except=short")]
    public async Task Setting_ThatCannotBe_IsRefused(string header, string value, string query)
    {
        await using CometServer server = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/comet?" + query);
        request.Headers.TryAddWithoutValidation(header, value);
        using HttpResponseMessage answer = await server.Client.SendAsync(request, TestContext.CancellationToken);
        await Problem.AssertAsync(answer, HttpStatusCode.BadRequest);
        await AssertNothingCameAsync(server);
    }

    [TestMethod]
    public async Task Head_DoesNotPublish()
    {
        await using CometServer server = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, "/comet?publish=a");
        using HttpResponseMessage answer = await server.Client.SendAsync(request, TestContext.CancellationToken);
        Assert.AreEqual(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        await AssertNothingCameAsync(server);
    }

    [TestMethod]
    [DataRow(StoreFailure.NoSpace, HttpStatusCode.InsufficientStorage)]
    [DataRow(StoreFailure.NotAChannel, HttpStatusCode.Conflict)]
    [DataRow(StoreFailure.SignalsOnly, HttpStatusCode.UnsupportedMediaType)]
    [DataRow(StoreFailure.Denied, HttpStatusCode.InternalServerError)]
    [DataRow(StoreFailure.Unavailable, HttpStatusCode.ServiceUnavailable)]
    public async Task Store_ThatRefuses_IsNotAcknowledged(StoreFailure failure, HttpStatusCode status)
    {
        await using CometServer server = await CometServer.StartAsync(new()
        {
            Store = new MemoryStore { Refusal = new ChannelStoreException(failure, "The store says no.") },
        });
        using HttpResponseMessage answer = await PostAsync(server, "publish=a", "text/plain", "x"u8.ToArray());
        Assert.AreEqual("The store says no.", await Problem.AssertAsync(answer, status));
        Assert.IsFalse(answer.Headers.Contains("Comet-Stamp"));
        Assert.AreEqual(failure == StoreFailure.Unavailable, answer.Headers.RetryAfter is not null);
    }

    private static Task<CometServer> StartAsync(Action<NovCometOptions>? options = null) => CometServer.StartAsync(new()
    {
        Store = new MemoryStore(),
        Options = given =>
        {
            CometServer.ShortHold(given);
            options?.Invoke(given);
        },
    });

    private async Task<HttpResponseMessage> PostAsync(CometServer server, string query, string type, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        if (type.Length > 0) content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await server.Client.PostAsync("/comet?" + query, content, TestContext.CancellationToken);
    }

    private static async Task AssertNothingCameAsync(CometServer server) =>
        Assert.AreEqual("""{"s":0}""", await server.GetStringAsync($"subscribed[a]={Stamp.NoFile}"));
}
